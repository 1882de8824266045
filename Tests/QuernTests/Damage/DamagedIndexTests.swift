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

  @Test func `a flipped bit anywhere is found and harmless`() throws {
    let sample = try SampleIndex(documentCount: Self.documentCount)
    var probe = IndexProbe()
    #expect(SearchIndex.check(in: try sample.after.makeDirectory()).isEmpty)
    for name in sample.after.names {
      guard let bytes = sample.after.files[name] else { continue }
      for offset in bytes.indices {
        var damaged = bytes
        damaged[offset] ^= 1 << UInt8(offset % 8)
        let files = sample.after.replacing(name, with: damaged)
        let directory = try files.makeDirectory()
        // The tests of the index check every byte as well.
        if Self.isSlow || offset % 4 == 0 {
          #expect(!SearchIndex.check(in: directory).isEmpty, "\(name), offset \(offset)")
        }
        probe.ask(directory, "\(name), offset \(offset)")
      }
    }
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
}
