import Foundation
import Testing

/// Articles and disks as nobody wants them: a clear error or right work, and the last commit stands.
struct BadSituationTests {
  @Test func `the longest keys are keys, and longer ones are told`() throws {
    let desk = try Desk.indexed()
    let lines = [65_534, 65_535, 65_536, 200_000].map { count in
      #"{"id":"\#(String(repeating: "k", count: count))","text":"a long key"}"#
    }
    try desk.folder.write(lines.joined(separator: "\n"), to: "keys.jsonl")
    let outcome = try desk.quern("index", "keys.jsonl", "--json")
    let summary = try JSONLine(outcome.firstLine())
    #expect(outcome.exitCode == 0 && summary.integer("added") == 2)
    #expect(summary.integer("failed") == 2)
    #expect(outcome.errors.contains("65536 bytes is too long; the limit is 65535"))
    #expect(try desk.quern("search", "long").lines.count == 2)
    #expect(try desk.quern("optimize").exitCode == 0)
    #expect(try desk.quern("check", "--deep").exitCode == 0)
    #expect(try desk.quern("index", "--json").output.contains(#""unchanged":5"#))
  }

  @Test func `a hundred thousand fields are kept, and a thousand of them searched`() throws {
    let desk = try Desk()
    let members = (0..<100_000).map { #""f\#($0)":"word\#($0)""# }.joined(separator: ",")
    try desk.folder.write(#"{"id":"wide","text":"hello",\#(members)}"#, to: "wide.jsonl")
    let start = ContinuousClock.now
    let outcome = try desk.quern("index", "wide.jsonl")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("fields more than can be searched, stored only"))
    #expect(try desk.quern("search", "hello f5:word5").lines.count == 1)
    #expect(try desk.quern("show", "wide", "--json").output.contains("word99999"))
    #expect(try desk.quern("check").exitCode == 0)
    #expect(ContinuousClock.now - start < .seconds(30))
  }

  /// The disk is one in memory that only the processes of this script see.
  private static let fullDisk = """
    mount -t tmpfs -o size=1m tmpfs index || { echo skipped; exit 0; }
    wait_for() { for i in $(seq 600); do eval "$1" && return 0; sleep 0.05; done; return 1; }
    "$QUERN" watch news > output 2> errors &
    watch=$!
    wait_for 'grep -q added output' || echo 'no first commit'
    dd if=/dev/zero of=index/ballast bs=4k 2> /dev/null
    echo 'Zebras graze.' > news/zebra.txt
    wait_for 'grep -q "trying again" errors' || echo 'no error'
    "$QUERN" search breakthrough > /dev/null || echo 'the last commit is gone'
    "$QUERN" check > /dev/null || echo 'damage'
    rm index/ballast
    wait_for '"$QUERN" search zebras > /dev/null' || echo 'not gone on'
    kill $watch
    "$QUERN" check > /dev/null || echo 'damage afterwards'
    echo done
    """

  @Test func `a full disk stops no watch, and it goes on once there is room`() throws {
    let desk = try Desk()
    try desk.folder.write("", to: "index/.keep")
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c", "unshare --user --map-root-user --mount sh -c '\(Self.script)' || echo skipped",
    ]
    var environment = ProcessInfo.processInfo.environment
    environment["QUERN"] = QuernProcess.executable.path()
    environment["SWIFT_BACKTRACE"] = "enable=no"
    process.environment = environment
    process.currentDirectoryURL = desk.folder.url
    process.standardOutput = try desk.folder.makeFile("said")
    process.standardError = FileHandle.nullDevice
    try process.run()
    QuernProcess.finish(process)
    let said = try desk.folder.read("said")
    if said.contains("skipped") { return print("skipped: no disk of our own can be mounted") }
    #expect(said == "done\n", "\(said)\((try? desk.folder.read("errors")) ?? "")")
    #expect(try desk.folder.read("errors").contains("No space left"))
  }

  /// The script between single quotes.
  private static var script: String {
    fullDisk.replacingOccurrences(of: "'", with: #"'\''"#)
  }
}
