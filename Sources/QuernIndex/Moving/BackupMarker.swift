import QuernModel
import QuernStorage

/// The file by which a folder is known as the backup of an index.
///
/// Text, so that who finds the folder knows what it is. It lists the commits that a backup has put
/// there: where the last commit is none of them, somebody has written to the folder since.
struct BackupMarker: Equatable {
  static let fileName = "backup.of"
  static let temporaryFileName = "backup.of.new"

  private static let title = "This folder is the backup of an index of Quern."
  private static let commitPrefix = "commit "
  private static let sourcePrefix = "source "

  /// Far more than any marker has: paths end at 4,096 bytes.
  private static let maximumByteCount = 1 << 16

  /// ``Manifest/contentHash`` of each.
  var commits: [UInt64]

  /// The folder of the index.
  var source: String

  init(source: String, commits: [UInt64]) {
    self.source = source
    self.commits = commits
  }

  var bytes: [UInt8] {
    let lines = commits.map { Self.commitPrefix + String($0, radix: 16) }
    // The path is the rest of the file: it may hold line ends.
    return Array(([Self.title] + lines + [Self.sourcePrefix + source]).joined(separator: "\n").utf8)
  }

  /// Reads a marker; `nil` where the bytes are none.
  init?(_ view: ByteView) {
    guard view.count <= Self.maximumByteCount,
      let bytes = try? view.copyBytes(at: 0, count: view.count),
      let text = String(validating: bytes, as: UTF8.self), text.hasPrefix(Self.title + "\n")
    else { return nil }
    commits = []
    var rest = text.dropFirst(Self.title.count + 1)
    while rest.hasPrefix(Self.commitPrefix) {
      let line = rest.prefix { $0 != "\n" }
      guard let hash = UInt64(line.dropFirst(Self.commitPrefix.count), radix: 16) else {
        return nil
      }
      commits.append(hash)
      rest = rest.dropFirst(line.count + 1)
    }
    guard rest.hasPrefix(Self.sourcePrefix) else { return nil }
    source = String(rest.dropFirst(Self.sourcePrefix.count))
  }
}

extension Manifest {
  /// What tells one commit from every other.
  var contentHash: UInt64 { ContentHash.hash(encode().span) }
}
