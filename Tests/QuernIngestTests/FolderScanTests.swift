import Foundation
import QuernIngest
import QuernModel
import Testing

#if canImport(Glibc)
  import Glibc
#endif

struct FolderScanTests {
  @Test func `files come in the order of their paths' bytes and others are counted`() throws {
    let folder = try TemporaryFolder()
    for name in ["b.txt", "a/z.md", "a/b.jsonl", "a-b.txt", "Ä.txt", "a/c/d.ndjson", "x.pdf"] {
      try folder.write(name, "{}")
    }
    let scan = FolderScan([folder.root])
    #expect(
      folder.relative(scan.files.map(\.path))
        == ["a-b.txt", "a/b.jsonl", "a/c/d.ndjson", "a/z.md", "b.txt", "Ä.txt"])
    #expect(scan.files.map(\.format) == [.text, .jsonl, .jsonl, .markdown, .text, .text])
    #expect(scan.files.allSatisfy { $0.byteCount == 2 && $0.modified == 1_000_000_000_000_000 })
    #expect(scan.passedOverCount == 1)
    #expect(scan.failures.isEmpty)
  }

  @Test func `hidden files are left out unless asked for or named`() throws {
    let folder = try TemporaryFolder()
    for name in [".a.txt", ".h/b.txt", "c.txt"] { try folder.write(name, "x") }
    #expect(folder.relative(FolderScan([folder.root]).files.map(\.path)) == ["c.txt"])
    let all = FolderScan([Root(path: folder.path, includesHidden: true)])
    #expect(folder.relative(all.files.map(\.path)) == [".a.txt", ".h/b.txt", "c.txt"])
    let named = FolderScan([Root(path: folder(".a.txt")), Root(path: folder(".h"))])
    #expect(folder.relative(named.files.map(\.path)) == [".a.txt", ".h/b.txt"])
  }

  @Test func `links are left out unless asked for or named, and circles end`() throws {
    let folder = try TemporaryFolder()
    let outside = try TemporaryFolder()
    try folder.write("a/one.txt", "x")
    try outside.write("two.txt", "x")
    try outside.write("plain", "x")
    try folder.link("a/up", to: "..")
    try folder.link("a/self", to: "self")
    try folder.link("out", to: outside.path)
    try folder.link("named.md", to: outside("plain"))
    try folder.link("again.txt", to: "a/one.txt")
    #expect(folder.relative(FolderScan([folder.root]).files.map(\.path)) == ["a/one.txt"])
    let all = FolderScan([Root(path: folder.path, followsLinks: true)])
    let expected = [folder("a/one.txt"), outside("plain"), outside("two.txt")].sorted()
    #expect(all.files.map(\.path) == expected)
    #expect(all.files.first { $0.path == outside("plain") }?.format == .markdown)
    #expect(all.failures.map(\.path) == [folder("a/self")])
    let named = FolderScan([Root(path: folder("named.md")), Root(path: folder("out"))])
    #expect(named.files.map(\.path) == [outside("plain"), outside("two.txt")])
    #expect(
      named.roots == [Root(path: outside("plain"), format: "markdown"), Root(path: outside.path)])
    // What is to be remembered leads to the same files.
    #expect(FolderScan(named.roots).files == named.files)
  }

  @Test func `only regular files are taken`() throws {
    let folder = try TemporaryFolder()
    #expect(unsafe mkfifo(folder("pipe.txt"), 0o600) == 0)
    try folder.write("a.txt", "x")
    #expect(folder.relative(FolderScan([folder.root]).files.map(\.path)) == ["a.txt"])
    let named = FolderScan([Root(path: folder("pipe.txt"))])
    #expect(named.files.isEmpty)
    #expect(named.failures.map(\.reason) == [.notRegular])
    // Opening must not wait for somebody who writes.
    #expect(throws: IngestError.notRegular) { _ = try JSONLinesReader(path: folder("pipe.txt")) }
  }

  @Test func `overlapping roots give each file once`() throws {
    let folder = try TemporaryFolder()
    for name in ["a.txt", "s/b.txt", "s/c.txt"] { try folder.write(name, "x") }
    let roots = [
      Root(path: folder("s/c.txt")), folder.root, Root(path: folder("s")), folder.root,
      Root(path: folder("./s/../a.txt")),
    ]
    let scan = FolderScan(roots)
    #expect(folder.relative(scan.files.map(\.path)) == ["s/c.txt", "a.txt", "s/b.txt"])
    #expect(folder.relative(scan.roots.map(\.path)) == ["s/c.txt", folder.path, "s", "a.txt"])
  }

  @Test func `a root without known ending needs a format`() throws {
    let folder = try TemporaryFolder()
    try folder.write("notes", "x")
    try folder.write("data.csv", "x")
    let bare = FolderScan([Root(path: folder("notes"))])
    #expect(bare.files.isEmpty)
    #expect(bare.failures.map(\.reason) == [.unknownEnding])
    #expect("\(bare.failures[0])".contains("--format"))
    let formatted = FolderScan([Root(path: folder.path, format: "markdown")])
    #expect(folder.relative(formatted.files.map(\.path)) == ["data.csv", "notes"])
    #expect(formatted.files.allSatisfy { $0.format == .markdown })
    let wrong = FolderScan([Root(path: folder.path, format: "pdf")])
    #expect(wrong.files.isEmpty)
    #expect(wrong.failures.map(\.reason) == [.unknownFormat(name: "pdf")])
  }

  @Test func `a missing root is a failure with an absolute path`() throws {
    let folder = try TemporaryFolder()
    let scan = FolderScan([
      Root(path: folder("./no/such.txt")), Root(path: ""), Root(path: folder("a\0b")),
    ])
    #expect(scan.files.isEmpty)
    #expect(scan.failures.map(\.reason) == [.missing, .missing, .missing])
    #expect(scan.roots.first?.path == folder("no/such.txt"))
  }

  @Test func `standard input comes last and is JSONL unless said otherwise`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", "x")
    let scan = FolderScan([Root(path: "-"), folder.root])
    #expect(folder.relative(scan.files.map(\.path)) == ["a.txt", "-"])
    #expect(scan.files.last?.format == .jsonl)
    #expect(FolderScan([Root(path: "-", format: "text")]).files.first?.format == .text)
  }

  @Test func `names that are not UTF-8 are said and not opened`() throws {
    let folder = try TemporaryFolder()
    let name = Array(folder.path.utf8) + [UInt8(ascii: "/"), 0xE9, 0x2E, 0x74, 0x78, 0x74, 0]
    let descriptor = unsafe name.withUnsafeBytes { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
        unsafe characters.baseAddress.map { unsafe open($0, O_CREAT | O_WRONLY, 0o600) } ?? -1
      }
    }
    guard descriptor >= 0 else {
      print("skipped: this file system takes no names beyond UTF-8")
      return
    }
    close(descriptor)
    let scan = FolderScan([folder.root])
    #expect(scan.files.isEmpty)
    #expect(scan.failures == [IngestFailure(path: folder("\u{FFFD}.txt"), reason: .malformedName)])
  }

  @Test func `an unreadable folder is a failure`() throws {
    guard geteuid() != 0 else {
      print("skipped: the superuser may read everything")
      return
    }
    let folder = try TemporaryFolder()
    try folder.write("s/a.txt", "x")
    #expect(unsafe chmod(folder("s"), 0) == 0)
    defer { unsafe _ = chmod(folder("s"), 0o700) }
    let scan = FolderScan([folder.root])
    #expect(scan.files.isEmpty)
    #expect(scan.failures.map(\.path) == [folder("s")])
  }
}
