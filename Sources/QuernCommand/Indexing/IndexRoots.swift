import QuernIngest
import QuernModel

/// Which files and folders a run reads, and which the index follows afterwards.
struct IndexRoots {
  /// What this run reads.
  let read: [Root]

  /// What the index follows and this run does not read.
  let others: [Root]

  private let remembered: [Root]

  /// Given paths that are not there and that the index does not know.
  let missingNewPaths: [String]

  /// A remembered path keeps its options unless others are given.
  init(_ request: IndexRequest, remembered: [Root]) {
    // What is rebuilt from given paths follows these alone.
    self.remembered = request.rebuilds && !request.sources.paths.isEmpty ? [] : remembered
    guard !request.sources.paths.isEmpty else {
      read = remembered
      others = []
      missingNewPaths = []
      return
    }
    let standardInput = FolderScan.standardInputPath
    let roots = request.sources.paths.map { path in
      let canonical = CanonicalPath.of(path) ?? path
      var root =
        path == standardInput
        ? Root(path: path) : remembered.first { $0.isAt(canonical) } ?? Root(path: path)
      if let format = request.sources.format { root.format = InputFormat(named: format)?.rawValue }
      if let hidden = request.sources.hidden { root.includesHidden = hidden }
      if let followLinks = request.sources.followLinks { root.followsLinks = followLinks }
      return root
    }
    read = roots
    let paths = Set(roots.map { FilePath(CanonicalPath.of($0.path) ?? $0.path) })
    others = self.remembered.filter { !paths.contains(FilePath($0.path)) }
    missingNewPaths = roots.filter { root in
      root.path != standardInput && CanonicalPath.of(root.path) == nil
        && !remembered.contains { $0.isAt(root.path) }
    }.map(\.path)
  }

  /// The roots to remember: those of before, and those that were read and are there.
  ///
  /// Nobody wants a mistyped path to be missed in every run from now on.
  func followed(after scanned: [Root], failures: [IngestFailure]) -> [Root] {
    let missing = Set(failures.filter { $0.reason == .missing }.map { FilePath($0.path) })
    var roots = remembered
    for root in scanned where root.path != FolderScan.standardInputPath {
      if let index = roots.firstIndex(where: { $0.isAt(root.path) }) {
        roots[index] = root
      } else if !missing.contains(FilePath(root.path)) {
        roots.append(root)
      }
    }
    return roots
  }
}

extension Root {
  /// Whether a path is its own, byte by byte.
  fileprivate func isAt(_ path: String) -> Bool { FilePath(self.path) == FilePath(path) }
}
