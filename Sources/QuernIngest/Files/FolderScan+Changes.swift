import QuernModel

extension FolderScan {
  /// Looks at some files only, as a scan of everything would see them.
  ///
  /// - Parameter paths: canonical; everything else is as it was.
  /// - Returns: `nil` where all must be looked at: a folder, a root or a file of lines is among them,
  ///   or the roots are such that the paths do not tell enough.
  init?(of paths: Set<FilePath>, in given: [Root]) {
    self.init([])
    var roots = given
    for index in roots.indices {
      guard roots[index].format == nil, !roots[index].followsLinks,
        let path = try? FileSystem.canonicalPath(of: roots[index].path)
      else { return nil }
      roots[index].path = path.rawValue
    }
    for path in paths.sorted() {
      guard Self.isTaken(path, roots) else { continue }
      guard let format = InputFormat(path: path.rawValue) else { continue }
      guard format != .jsonl, !roots.contains(where: { FilePath($0.path) == path }) else {
        return nil
      }
      do throws(IngestError) {
        guard look(at: path, try FileSystem.statusIfThere(path), format) else { return nil }
      } catch { return nil }
    }
  }

  /// Whether a file lies in a root that does not leave it out for its name.
  private static func isTaken(_ path: FilePath, _ roots: [Root]) -> Bool {
    roots.contains { root in
      let folder = root.path.hasSuffix("/") ? root.path : root.path + "/"
      guard FilePath(root.path) != path else { return true }
      guard path.rawValue.utf8.starts(with: folder.utf8) else { return false }
      let names = path.rawValue.utf8.dropFirst(folder.utf8.count).split(
        separator: UInt8(ascii: "/"))
      return root.includesHidden || !names.contains { $0.first == UInt8(ascii: ".") }
    }
  }
}
