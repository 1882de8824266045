public import QuernModel

/// The files that some roots lead to, in a fixed order: root by root, each root's by the bytes of
/// their paths.
///
/// In a folder only regular files with a known ending are taken; hidden ones and symbolic links
/// only where the root says so. A root itself is taken even if it is hidden or a link. A file that
/// several roots lead to counts for the first. Every path is canonical, so that another spelling or
/// another working folder gives the same.
public struct FolderScan: Sendable {
  /// The path that stands for standard input.
  public static let standardInputPath = "-"

  /// The files to read; standard input is the last of them, wherever its root stands.
  public private(set) var files: [ScannedFile] = []

  /// The roots with canonical paths, without repetitions.
  ///
  /// A root that does not exist keeps the path that was given, made absolute. A link whose own name
  /// said the format has it as ``Root/format``, since its target's name may not.
  public private(set) var roots: [Root] = []

  /// How many files were passed over because their endings say no format.
  public private(set) var passedOverCount = 0

  /// What could not be read, in the order in which it was met.
  public private(set) var failures: [IngestFailure] = []

  /// Folders whose entries are all known now.
  private(set) var listedFolders: Set<FilePath> = []

  /// Roots that are files, and were found.
  private(set) var foundFiles: Set<FilePath> = []

  /// What exists or may exist but could not be looked into: nothing below is known to be gone.
  private(set) var unknownPaths: Set<FilePath> = []

  private var takenFiles: Set<FilePath> = []

  /// Walks through all roots.
  ///
  /// - Complexity: O(*n* log *n*) for *n* entries of folders.
  public init(_ roots: [Root]) {
    for root in roots where root.path != Self.standardInputPath { scan(root) }
    if let root = roots.first(where: { $0.path == Self.standardInputPath }) {
      scanStandardInput(root)
    }
  }

  /// The folders in which a change of names or files would change the scan: those that were listed,
  /// and those in which other roots are, or would be.
  public var folders: [String] {
    let parents = roots.map { FilePath($0.path) }.filter { !listedFolders.contains($0) }
      .compactMap(\.parent)
    return Set(listedFolders).union(parents).map(\.rawValue).sorted()
  }

  /// Whether a path lies in something that could not be looked into.
  func isUnknown(_ path: FilePath) -> Bool {
    guard !unknownPaths.isEmpty else { return false }
    return sequence(first: path, next: \.parent).contains(where: unknownPaths.contains)
  }

  /// Whether a file would have been found at a path if there were one.
  func covers(_ path: FilePath) -> Bool {
    if foundFiles.contains(path) { return true }
    return sequence(first: path, next: \.parent).dropFirst().contains(where: listedFolders.contains)
  }

  /// Takes a file whose status has just been asked for; what is there no more, or is no file, is
  /// known to be gone.
  ///
  /// - Returns: whether that is all there is to it; not for a folder.
  mutating func look(at path: FilePath, _ status: FileStatus?, _ format: InputFormat) -> Bool {
    guard status?.kind != .folder else { return false }
    foundFiles.insert(path)
    if let status, status.kind == .regular { take(path, status, format) }
    return true
  }

  // MARK: Roots

  private mutating func scanStandardInput(_ root: Root) {
    remember(root)
    guard let format = format(of: root) else { return }
    files.append(
      ScannedFile(
        path: root.path, format: format ?? .jsonl, byteCount: 0, modified: 0))
  }

  private mutating func scan(_ given: Root) {
    var root = given
    do throws(IngestError) {
      let path = try FileSystem.canonicalPath(of: given.path)
      root.path = path.rawValue
      guard let format = format(of: root) else { return }
      let status = try FileSystem.status(of: path, followingLinks: true)
      switch status.kind {
      case .folder:
        remember(root)
        walk(path, identity: status.identity, root: root, format: format)
      case .regular:
        scanFile(path, status, given: given, format: format)
      case .link, .other:
        throw .notRegular
      }
    } catch {
      root.path = Self.absolutePath(of: root.path)
      remember(root)
      fail(FilePath(root.path), error)
    }
  }

  private mutating func scanFile(
    _ path: FilePath, _ status: FileStatus, given: Root, format: InputFormat?
  ) {
    var root = given
    root.path = path.rawValue
    let ownFormat = InputFormat(path: path.rawValue)
    let givenFormat = InputFormat(path: given.path)
    if format == nil, ownFormat == nil { root.format = givenFormat?.rawValue }
    remember(root)
    guard let format = format ?? ownFormat ?? givenFormat else {
      return fail(path, .unknownEnding)
    }
    foundFiles.insert(path)
    take(path, status, format)
    sortFiles(from: files.count)
  }

  /// The format that a root prescribes: a value that is `nil` where it prescribes none, and `nil`
  /// where there is no such format.
  private mutating func format(of root: Root) -> InputFormat?? {
    guard let name = root.format else { return .some(nil) }
    if let format = InputFormat(named: name) { return format }
    remember(root)
    fail(FilePath(root.path), .unknownFormat(name: name))
    return nil
  }

  private mutating func remember(_ root: Root) {
    if !roots.contains(root) { roots.append(root) }
  }

  private mutating func fail(_ path: FilePath, _ reason: IngestError) {
    failures.append(IngestFailure(path: path.rawValue, reason: reason))
    unknownPaths.insert(path)
  }

  // MARK: Folders

  private mutating func walk(
    _ folder: FilePath, identity: FileStatus.Identity, root: Root, format: InputFormat?
  ) {
    let firstFile = files.count
    var waiting = [folder]
    // Every folder once, however many links lead to it, and in however wide a circle.
    var visited: Set<FileStatus.Identity> = [identity]
    while let folder = waiting.popLast() {
      do throws(IngestError) {
        for entry in try FileSystem.entries(of: folder) {
          visit(
            entry, in: folder, root: root, format: format, visited: &visited, waiting: &waiting)
        }
        listedFolders.insert(folder)
      } catch {
        fail(folder, error)
      }
    }
    sortFiles(from: firstFile)
  }

  private mutating func visit(
    _ entry: FileSystem.Entry, in folder: FilePath, root: Root, format: InputFormat?,
    visited: inout Set<FileStatus.Identity>, waiting: inout [FilePath]
  ) {
    if !root.includesHidden, entry.shownName.utf8.first == UInt8(ascii: ".") { return }
    let path = folder.appending(entry.shownName)
    guard entry.isWellNamed else {
      let isArticle = format != nil || InputFormat(path: entry.shownName) != nil
      if isArticle || entry.mayBeFolder { return fail(path, .malformedName) }
      passedOverCount += 1
      return
    }
    do throws(IngestError) {
      var target = path
      guard var status = try FileSystem.statusIfThere(path) else { return }
      if status.kind == .link {
        guard root.followsLinks else { return }
        target = try FileSystem.canonicalPath(of: path.rawValue)
        status = try FileSystem.status(of: target, followingLinks: true)
      }
      if status.kind == .folder {
        if visited.insert(status.identity).inserted { waiting.append(target) }
      } else if status.kind == .regular {
        let named = InputFormat(path: target.rawValue) ?? InputFormat(path: path.rawValue)
        if let format = format ?? named {
          take(target, status, format)
        } else {
          passedOverCount += 1
        }
      }
    } catch {
      fail(path, error)
    }
  }

  private mutating func take(_ path: FilePath, _ status: FileStatus, _ format: InputFormat) {
    guard takenFiles.insert(path).inserted else { return }
    files.append(
      ScannedFile(
        path: path.rawValue, format: format, byteCount: status.byteCount,
        modified: status.modified))
  }

  private mutating func sortFiles(from first: Int) {
    files[first...].sort { FilePath($0.path) < FilePath($1.path) }
  }

  /// The path of something that is not there: its nearest folder that is, and the rest.
  private static func absolutePath(of path: String) -> String {
    var rest: [Substring] = []
    var parts = path.split(separator: "/")
    let start = path.hasPrefix("/") ? "/" : "."
    while !parts.isEmpty {
      rest.insert(parts.removeLast(), at: 0)
      let folder = parts.isEmpty ? start : (start == "/" ? "/" : "") + parts.joined(separator: "/")
      if let found = try? FileSystem.canonicalPath(of: folder) {
        return rest.reduce(found) { $0.appending(String($1)) }.rawValue
      }
    }
    return path
  }
}
