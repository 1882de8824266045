import Foundation
import QuernIngest
import Testing

/// What a watcher tells of changes, where the system reports them.
@Suite(.serialized) struct FolderWatcherTests {
  @Test func `a folder in one that moved is watched under its new name and the old one`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/sub/x.txt", "One")
    var watcher = FolderWatcher()
    guard watcher.isAsking else { return }
    let isFirst = watcher.watch(FolderScan([folder.root]).folders)
    #expect(isFirst)
    try FileManager.default.moveItem(atPath: folder("a"), toPath: folder("b"))
    try folder.write("a/sub/y.txt", "Two")
    let moved = watcher.wait(atMost: .seconds(5))
    #expect(moved == .anything)
    let isNew = watcher.watch(FolderScan([folder.root]).folders)
    #expect(isNew)
    // What is reported of before.
    while watcher.wait(atMost: .milliseconds(300)) != .anything {}
    for name in ["a/sub/new.txt", "b/sub/new.txt"] {
      try folder.write(name, "Three")
      let changes = watcher.wait(atMost: .seconds(5))
      #expect(changes == .files([FilePath(folder(name))]))
    }
  }

  @Test func `files whose names differ in normalisation only are told both`() throws {
    let folder = try TemporaryFolder()
    var watcher = FolderWatcher()
    guard watcher.isAsking else { return }
    let isFirst = watcher.watch([folder.path])
    #expect(isFirst)
    let names = ["\u{E9}.txt", "e\u{301}.txt"]
    for name in names { try folder.write(name, "One") }
    let paths = Set(names.map { FilePath(folder($0)) })
    #expect(paths.count == 2)
    let changes = watcher.wait(atMost: .seconds(5))
    #expect(changes == .files(paths))
  }
}
