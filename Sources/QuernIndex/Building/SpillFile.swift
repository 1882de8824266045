import QuernCodec
package import QuernStorage

/// Bytes that wait until it is their section's turn in a file: in memory, and above a bound in a file
/// of their own.
///
/// The bytes of a merged field may be more than there is memory. Owned by one task. Whoever makes the
/// name removes the file where something fails.
package final class SpillFile {
  /// The bytes that wait in memory.
  package static let usualByteCount = 4 << 20

  private static let copiedAtOnce = 1 << 16

  private let directory: (any Directory)?
  private let limit: Int
  private let makeName: () -> String

  private var name: String?
  private var file: (any OutputFile)?
  /// What waits in memory, as it came: an array that grows is there twice.
  private var pending: [[UInt8]] = []
  private var pendingByteCount = 0

  /// - Parameters:
  ///   - limit: how many bytes wait in memory.
  ///   - makeName: called once, when the file is needed: gives it a name that no other one has.
  package init(
    _ directory: any Directory, limit: Int = SpillFile.usualByteCount,
    makeName: @escaping () -> String
  ) {
    self.directory = directory
    self.limit = limit
    self.makeName = makeName
  }

  /// Lets everything wait in memory: for a segment that is built, whose tokens took more.
  init() {
    directory = nil
    limit = .max
    makeName = { "" }
  }

  /// - Throws: ``CodecError/storage(_:)``.
  func append(_ bytes: [UInt8]) throws(CodecError) {
    if bytes.isEmpty { return }
    pending.append(bytes)
    pendingByteCount += bytes.count
    if pendingByteCount > limit, let directory { try spill(to: directory) }
  }

  /// Writes all bytes to the current section of a file and forgets them.
  ///
  /// - Throws: ``CodecError/storage(_:)``.
  func move(to writer: FramedWriter) throws(CodecError) {
    if let directory, let file, let name {
      self.file = nil
      let view: ByteView
      do throws(StorageError) {
        try file.close()
        view = try directory.map(name)
      } catch { throw .storage(error) }
      try Self.copy(view, to: writer)
      // It holds nothing that is wanted: a file that stays is removed with the next commit.
      try? directory.remove(name)
    }
    for bytes in pending { try writer.write(bytes) }
    (pending, pendingByteCount) = ([], 0)
  }

  private static func copy(_ view: ByteView, to writer: FramedWriter) throws(CodecError) {
    var start = 0
    while start < view.count {
      let count = min(copiedAtOnce, view.count - start)
      let bytes: [UInt8]
      do throws(StorageError) { bytes = try view.copyBytes(at: start, count: count) } catch {
        throw .storage(error)
      }
      try writer.write(bytes)
      start += count
    }
  }

  private func spill(to directory: any Directory) throws(CodecError) {
    do throws(StorageError) {
      if file == nil {
        let name = name ?? makeName()
        self.name = name
        file = try directory.create(name)
      }
      for bytes in pending { try file?.write(bytes) }
    } catch { throw .storage(error) }
    (pending, pendingByteCount) = ([], 0)
  }

  /// Gives up: closes the file.
  package func abandon() { try? file?.close() }
}
