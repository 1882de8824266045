public import QuernStorage

/// An index in a folder: open it, search its snapshots, write to it.
///
/// Share it freely between threads. Opening maps files and reads only metadata.
public final class SearchIndex: Sendable {
  /// Opens the index in a folder.
  ///
  /// - Throws: ``QuernError`` where there is none, where it is damaged, or where this program cannot
  ///   read its format.
  public static func open(at path: String) throws(QuernError) -> SearchIndex { fatalError() }

  /// Opens the index in a directory of any kind.
  ///
  /// - Throws: ``QuernError``.
  public static func open(in directory: any Directory) throws(QuernError) -> SearchIndex {
    fatalError()
  }

  /// Makes an empty index in a folder, which is made too; an index that is there stays as it is and
  /// is opened.
  ///
  /// - Throws: ``QuernError``.
  public static func openOrCreate(
    at path: String, options: IndexOptions = IndexOptions()
  ) throws(QuernError) -> SearchIndex { fatalError() }

  /// Makes or opens an index in a directory of any kind.
  ///
  /// - Throws: ``QuernError``.
  public static func openOrCreate(
    in directory: any Directory, options: IndexOptions = IndexOptions()
  ) throws(QuernError) -> SearchIndex { fatalError() }

  /// The state of the last commit that this object has seen.
  public var snapshot: Snapshot { fatalError() }

  /// Looks for a newer commit.
  ///
  /// - Returns: whether ``snapshot`` has changed.
  /// - Throws: ``QuernError``.
  @discardableResult
  public func refresh() throws(QuernError) -> Bool { fatalError() }

  /// Takes the index's only writer.
  ///
  /// - Throws: ``QuernError/locked(path:holder:)`` where another one is open, in whatever process.
  public func writer() throws(QuernError) -> IndexWriter { fatalError() }
}
