import Foundation
import Quern
import QuernModel
import QuernStorage
import Testing
import QuernTestSupport

/// Whatever the bytes of an index are, everything that reads it gives an error or some well-formed
/// answer, and a check finds the damage.
///
/// `QUERN_SLOW=1` takes a larger index, in which there are whole blocks, and more kinds of damage.
@Suite(.timeLimit(.minutes(30)))
struct DamagedIndexTests {
  private static let isSlow = ProcessInfo.processInfo.environment["QUERN_SLOW"] == "1"
  private static let documentCount = isSlow ? 140 : 8

  /// Every so many bytes of a sweep are taken.
  private static let byteStep = isSlow ? 1 : 3

  @Test func `a flipped bit anywhere is found and harmless`() throws {
    let sample = try SampleIndex(documentCount: Self.documentCount)
    var probe = IndexProbe()
    #expect(SearchIndex.check(in: try sample.after.makeDirectory()).isEmpty)
    for name in sample.after.names {
      guard let bytes = sample.after.files[name] else { continue }
      for offset in stride(from: 0, to: bytes.count, by: Self.byteStep) {
        var damaged = bytes
        damaged[offset] ^= 1 << UInt8(offset % 8)
        let files = sample.after.replacing(name, with: damaged)
        let directory = try files.makeDirectory()
        // The tests of the index check every byte as well.
        if Self.isSlow || offset % 12 == 0 {
          #expect(!SearchIndex.check(in: directory).isEmpty, "\(name), offset \(offset)")
        }
        probe.ask(directory, "\(name), offset \(offset)")
      }
    }
    print("flipped bits: \(probe.turn) bytes of \(sample.after.names.count) files")
  }

  /// What is stored is verified at every read: it comes as it was written, or not at all.
  @Test func `a damaged byte is never served`() throws {
    let sample = try SampleIndex(documentCount: 8)
    let directory = try sample.after.makeDirectory()
    let keys = (0..<12).map { DocumentKey("d\($0)") }
    let whole = try SearchIndex.open(in: directory).snapshot
    var expected: [DocumentKey: Document] = [:]
    for key in keys { expected[key] = try whole.document(for: key) }
    let known = Set(try whole.knownDocuments())
    var (served, refused) = (0, 0)
    for name in sample.after.names {
      guard let bytes = sample.after.files[name] else { continue }
      for offset in stride(from: 0, to: bytes.count, by: Self.byteStep) {
        var damaged = bytes
        damaged[offset] ^= 1 << UInt8(offset % 8)
        directory.setContents(of: name, to: damaged)
        guard let snapshot = try? SearchIndex.open(in: directory).snapshot else {
          refused += 1
          continue
        }
        var documents = keys.compactMap { (try? snapshot.document(for: $0)) ?? nil }
        documents += (try? snapshot.search("breakthrough title:weather").hits.map(\.document)) ?? []
        served += documents.count
        #expect(
          documents.allSatisfy { $0 == expected[$0.key] }, "\(name), offset \(offset)")
        if let found = try? snapshot.knownDocuments() { #expect(Set(found) == known) }
      }
      directory.setContents(of: name, to: bytes)
    }
    print("\(served) documents served beside damage, \(refused) bytes without which none is")
    #expect(served > 1_000 && refused > 100)
  }

  @Test func `a truncation anywhere is found and harmless`() throws {
    let sample = try SampleIndex(documentCount: Self.documentCount)
    var probe = IndexProbe()
    for name in sample.after.names {
      guard let bytes = sample.after.files[name] else { continue }
      for count in bytes.indices {
        let files = sample.after.replacing(name, with: Array(bytes[..<count]))
        let directory = try files.makeDirectory()
        if Self.isSlow || count % 4 == 0 {
          #expect(!SearchIndex.check(in: directory).isEmpty, "\(name), \(count) bytes")
          try probe.refresh(from: sample.before, to: files, "\(name), \(count) bytes")
        }
        probe.ask(directory, "\(name), \(count) bytes")
      }
    }
    print("truncations: \(probe.turn) questions")
  }

  /// Parts of a file that a disk or a transfer has filled with something else.
  @Test(arguments: [0x00, 0xFF, nil] as [UInt8?])
  func `runs of other bytes are found and harmless`(filler: UInt8?) throws {
    let sample = try SampleIndex(documentCount: Self.documentCount)
    var probe = IndexProbe()
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for name in sample.after.names {
      guard let bytes = sample.after.files[name] else { continue }
      for start in stride(from: 0, to: bytes.count, by: Self.isSlow ? 5 : 37) {
        var damaged = bytes
        for offset in start..<min(start + Int.random(in: 1...80, using: &random), bytes.count) {
          damaged[offset] = filler ?? UInt8.random(in: .min ... .max, using: &random)
        }
        guard damaged != bytes else { continue }
        let directory = try sample.after.replacing(name, with: damaged).makeDirectory()
        #expect(
          !SearchIndex.check(in: directory).isEmpty, "seed \(seed), \(name), offset \(start)")
        probe.ask(directory, "seed \(seed), \(name), offset \(start)")
        probe.write(directory)
      }
    }
    print("runs of \(filler.map { String($0) } ?? "random bytes"): \(probe.turn), seed \(seed)")
  }

  /// Here no checksum tells that a byte is wrong: the checks of structure are all there is.
  @Test func `changed bytes under right checksums are harmless`() throws {
    let sample = try SampleIndex(documentCount: Self.documentCount)
    var probe = IndexProbe()
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for name in sample.after.names {
      guard let bytes = sample.after.files[name] else { continue }
      for section in FileSealer(bytes).sections {
        // Without haste every byte, else another third each time.
        let step = Self.isSlow ? 1 : 3
        let start = section.range.lowerBound + Int.random(in: 0..<step, using: &random)
        for offset in stride(from: start, to: section.range.upperBound, by: step) {
          var values: Set<UInt8> = [.random(in: .min ... .max, using: &random)]
          if Self.isSlow { values.formUnion([0xFF, bytes[offset] &+ 1]) }
          for value in values where value != bytes[offset] {
            let files = sample.after.resealing(name) { $0.change(offset, to: value) }
            try askEverything(
              &probe, sample.before, files, "seed \(seed), \(name), offset \(offset), byte \(value)"
            )
          }
        }
      }
    }
    print("bytes under right checksums: \(probe.turn) questions, seed \(seed)")
  }

  /// Many wrong bytes at once, in each kind of section by itself.
  @Test func `sections of other bytes under right checksums are harmless`() throws {
    let sample = try SampleIndex(documentCount: Self.documentCount)
    var probe = IndexProbe()
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for name in sample.after.names {
      guard let bytes = sample.after.files[name] else { continue }
      for section in FileSealer(bytes).sections where !section.range.isEmpty {
        for round in 0..<(Self.isSlow ? 100 : 3) {
          let files = sample.after.resealing(name) { file in
            let start = Int.random(in: section.range, using: &random)
            let size = Int.random(in: 1...16, using: &random)
            for offset in start..<min(start + size, section.range.upperBound) {
              let value = UInt8.random(in: .min ... .max, using: &random)
              file.change(offset, to: [value, 0xFF, 0x00][round % 3])
            }
          }
          try askEverything(
            &probe, sample.before, files,
            "seed \(seed), \(name), section \(section), round \(round)")
        }
      }
    }
  }

  private func askEverything(
    _ probe: inout IndexProbe, _ before: IndexFiles, _ files: IndexFiles,
    _ what: @autoclosure () -> String
  ) throws {
    let directory = try files.makeDirectory()
    probe.ask(directory, what())
    try probe.refresh(from: before, to: files, what())
    _ = SearchIndex.check(in: directory)
    probe.write(directory)
  }

  /// To begin anew there would delete all segments.
  @Test func `segments without a commit are damage, and a repair brings them back`() throws {
    let sample = try SampleIndex(documentCount: 20)
    let directory = try sample.after.makeDirectory()
    for name in directory.names() where name.hasPrefix("commit.") {
      try directory.remove(name)
    }
    let before = IndexFiles(directory).files
    func isDamage(_ step: () throws(QuernError) -> Void) -> Bool {
      do throws(QuernError) { try step() } catch {
        if case .damaged = error { return true }
      }
      return false
    }
    #expect(throws: QuernError.noIndex(path: directory.path)) {
      try SearchIndex.open(in: directory)
    }
    #expect(isDamage { () throws(QuernError) in _ = try SearchIndex.openOrCreate(in: directory) })
    #expect(SearchIndex.check(in: directory).count == 1)
    let other = try SampleIndex(documentCount: 2).after.makeDirectory()
    let snapshot = try SearchIndex.open(in: other).snapshot
    #expect(throws: QuernError.self) { try SearchIndex.merge([snapshot], in: directory) }
    #expect(IndexFiles(directory).files.filter { $0.key != "write.lock" } == before)
    let summary = try SearchIndex.repair(in: directory)
    #expect(summary.lost.isEmpty && summary.documentCount >= 20)
    #expect(SearchIndex.check(in: directory) == [])
  }
}
