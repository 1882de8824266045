import QuernStorage
import Testing
import QuernTestSupport

/// What every kind of directory promises.
private func checkDirectory(_ directory: any Directory) throws {
  let file = try directory.create("a")
  try file.write([1, 2])
  try file.write([UInt8](repeating: 3, count: 200_000))
  #expect(file.byteCount == 200_002)
  try file.synchronize()
  try file.close()
  let view = try directory.map("a")
  #expect(view.count == 200_002)
  #expect(try view.copyBytes(at: 0, count: 3) == [1, 2, 3])

  try directory.create("b").close()
  #expect(try directory.map("b").count == 0)
  try directory.create("a").close()
  #expect(try directory.map("a").count == 0)
  #expect(view.count == 200_002, "who has mapped a file keeps it")
  #expect(try view.load(UInt8.self, at: 200_001) == 3)
  let again = try directory.create("a")
  try again.write([UInt8](repeating: 3, count: 200_002))
  try again.close()
  #expect(try directory.names().filter { $0 == "a" || $0 == "b" }.sorted() == ["a", "b"])

  try directory.rename("a", to: "b")
  #expect(try directory.map("b").count == 200_002)
  #expect(throws: StorageError.noSuchFile(path: "\(directory.path)/a")) {
    try directory.map("a")
  }
  try directory.remove("b")
  #expect(try view.load(UInt8.self, at: 200_001) == 3, "a view outlives its file")
  #expect(throws: StorageError.noSuchFile(path: "\(directory.path)/b")) {
    try directory.remove("b")
  }
  try directory.synchronize()

  let lock = try directory.lock("lock", holder: "the test")
  #expect(throws: StorageError.locked(path: "\(directory.path)/lock", holder: "the test")) {
    try directory.lock("lock", holder: "another")
  }
  lock.release()
  lock.release()
  try directory.lock("lock", holder: "another").release()
}

struct DirectoryTests {
  @Test func `a directory in memory keeps the promises`() throws {
    try checkDirectory(MemoryDirectory())
  }

  @Test func `a directory on disk keeps the promises`() throws {
    let folder = try TemporaryFolder()
    let directory = DiskDirectory(path: folder.path + "/a/b")
    try directory.makeFolder()
    try directory.makeFolder()
    try checkDirectory(directory)
  }

  @Test func `a folder that is not there is named`() throws {
    let folder = try TemporaryFolder()
    let directory = DiskDirectory(path: folder.path + "/missing")
    #expect(throws: StorageError.noSuchFile(path: directory.path)) { try directory.names() }
  }

  @Test func `a folder cannot be made below a file`() throws {
    let folder = try TemporaryFolder()
    try DiskDirectory(path: folder.path).create("file").close()
    #expect(throws: StorageError.self) {
      try DiskDirectory(path: folder.path + "/file/below").makeFolder()
    }
  }

  @Test func `a folder is no file`() throws {
    let folder = try TemporaryFolder()
    try DiskDirectory(path: folder.path + "/inner").makeFolder()
    #expect(throws: StorageError.self) { try DiskDirectory(path: folder.path).map("inner") }
  }

  @Test func `a link shares the bytes and outlives the first name`() throws {
    let folder = try TemporaryFolder()
    let (first, second) = (folder.path + "/first", folder.path + "/second")
    let (source, target) = (DiskDirectory(path: first), DiskDirectory(path: second))
    try source.makeFolder()
    try target.makeFolder()
    let file = try source.create("a")
    try file.write([1, 2, 3])
    try file.close()
    #expect(try target.link("a", from: source))
    try source.remove("a")
    #expect(try target.map("a").copyBytes(at: 0, count: 3) == [1, 2, 3])
    // A new file of the name is another one.
    #expect(try source.link("a", from: target))
    try source.create("a").close()
    #expect(try target.map("a").count == 3)
    #expect(throws: StorageError.noSuchFile(path: first + "/b")) {
      try target.link("b", from: source)
    }
    #expect(throws: StorageError.self) { try target.link("a", from: source) }
    #expect(try !MemoryDirectory().link("a", from: target))
  }

  @Test func `a full disk is an error of the write`() throws {
    let full = DiskDirectory(path: "/dev")
    guard (try? full.names().contains("full")) == true else { return }
    let file = try full.create("full")
    #expect(throws: StorageError.self) {
      try file.write([UInt8](repeating: 0, count: 1 << 20))
    }
  }
}
