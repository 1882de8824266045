import QuernModel
import QuernStorage
import QuernTestSupport
import Testing

@testable import QuernCodec

struct KeyTableTests {
  /// Hashes of keys, some of them equal, as those of different keys may be.
  private func hashes(_ count: Int, seed: UInt64) -> [UInt64] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      let hash = UInt64.random(in: 0...UInt64.max, using: &generator)
      return Int.random(in: 0..<20, using: &generator) == 0 ? hash & 7 : hash
    }
  }

  /// - Parameter mostStrays: how many documents may be found for 1,000 keys that are not there.
  private func check(
    _ hashes: [UInt64], _ layout: KeyTableLayout, mostStrays: Int, seed: UInt64
  ) throws {
    let bytes = KeyTable.encode(hashes: hashes, layout)
    let table = try KeyTable(ByteView(copying: bytes), documentCount: UInt32(hashes.count))
    try table.check()
    var documents: [UInt64: Set<UInt32>] = [:]
    for (document, hash) in hashes.enumerated() {
      documents[hash, default: []].insert(UInt32(document))
    }
    for (hash, expected) in documents {
      let found = Set(try table.candidates(hash: hash).map(\.rawValue))
      #expect(found.isSuperset(of: expected), "seed \(seed)")
    }
    var generator = SeededGenerator(seed: seed + 1)
    var strays = 0
    for _ in 0..<1_000 {
      strays += try table.candidates(hash: .random(in: 8...UInt64.max, using: &generator)).count
    }
    #expect(strays <= mostStrays, "seed \(seed)")
  }

  @Test(arguments: [0, 1, 2, 3, 7, 8, 100, 1_023, 1_024, 2_500])
  func `every document is found by its hash, and hardly another`(count: Int) throws {
    let seed = UInt64(count)
    let layout = KeyTableLayout(documentCount: count)
    // A tag has six bits or more, and some eight are compared.
    try check(hashes(count, seed: seed), layout, mostStrays: 250, seed: seed)
  }

  @Test(arguments: [0, 1, 2, 3, 7, 8, 100, 1_023, 1_024, 2_500])
  func `tables of the wide kind and of older files are read as well`(count: Int) throws {
    let seed = UInt64(count)
    for layout in [KeyTableLayout(wideFor: count), KeyTableLayout(olderFor: count)] {
      // A tag has 20 bits or more.
      try check(hashes(count, seed: seed), layout, mostStrays: 20, seed: seed)
    }
  }

  @Test func `the compact kind is written up to its limit`() {
    #expect(KeyTableLayout(documentCount: 200_000).kind == 2)
    #expect(KeyTableLayout(documentCount: (1 << 24) - 1).kind == 2)
    #expect(KeyTableLayout(documentCount: 1 << 24).kind == 0)
    #expect(KeyTableLayout(documentCount: 200_000).byteCount <= 8 + 3 * 266_667)
    #expect(KeyTableLayout(documentCount: (1 << 18) - 1).byteCount < 1 << 20 + 9)
    #expect(KeyTableLayout(documentCount: 1 << 18).byteCount > 1 << 20 + 1 << 18)
  }

  @Test(arguments: ["%d", "07%07d", "articles/%d.md", "math/%06d"])
  func `keys that are counted up are spread over the slots`(form: String) {
    let parts = form.split(separator: "%", omittingEmptySubsequences: false)
    let width = parts[1].contains("0") ? 7 : 1
    let tail = parts[1].drop { $0.isNumber }.dropFirst()
    let count = 20_000
    let layout = KeyTableLayout(documentCount: count)
    var taken = [Bool](repeating: false, count: layout.slotCount)
    var steps = 0
    for number in 0..<count {
      let digits = String(number)
      let zeros = String(repeating: "0", count: max(0, width - digits.count))
      let hash = KeyTable.hash(DocumentKey("\(parts[0])\(zeros)\(digits)\(tail)"))
      var slot = layout.home(of: hash)
      while taken[slot] {
        slot = layout.slot(after: slot)
        steps += 1
      }
      taken[slot] = true
    }
    // 1.5 with hashes that are as good as random.
    #expect(Double(steps) / Double(count) < 2.5)
  }

  @Test func `a document is found by its key`() throws {
    let keys = (0..<300).map { DocumentKey("articles/\($0).md") }
    let table = try KeyTable(ByteView(copying: KeyTable.encode(keys)), documentCount: 300)
    for (document, key) in keys.enumerated() {
      #expect(try table.candidates(key).contains(DocumentID(rawValue: UInt32(document))))
    }
  }

  @Test(arguments: [false, true])
  func `sections of another size, kind or number of slots are damage`(isWide: Bool) throws {
    let layout = isWide ? KeyTableLayout(wideFor: 40) : KeyTableLayout(documentCount: 40)
    let bytes = KeyTable.encode(hashes: hashes(40, seed: 5), layout)
    func isRefused(_ bytes: [UInt8], documentCount: UInt32 = 40) -> Bool {
      (try? KeyTable(ByteView(copying: bytes), documentCount: documentCount)) == nil
    }
    #expect(!isRefused(bytes))
    for size in [0, 3, 7, 8, bytes.count - 1] { #expect(isRefused(Array(bytes[..<size]))) }
    #expect(isRefused(bytes + [0]))
    #expect(isRefused(bytes, documentCount: UInt32(layout.slotCount)))
    for (place, value) in [(0, UInt8(bytes[0] ^ 1)), (3, 1), (4, 3), (4, isWide ? 2 : 0), (7, 1)] {
      var damaged = bytes
      damaged[place] = value
      #expect(isRefused(damaged), "byte \(place)")
    }
  }

  @Test(arguments: [false, true])
  func `a document that is not there is damage`(isWide: Bool) throws {
    let layout = isWide ? KeyTableLayout(wideFor: 5) : KeyTableLayout(documentCount: 5)
    let hashes = hashes(5, seed: 9)
    var bytes = KeyTable.encode(hashes: hashes, layout)
    let place = try #require(bytes.dropFirst(8).firstIndex { $0 != 0 })
    // Three bits of a document and six of a tag take two bytes.
    let slot = 8 + (place - 8) / (isWide ? 8 : 2) * (isWide ? 8 : 2)
    bytes[isWide ? slot + 4 : slot] |= 7
    let table = try KeyTable(ByteView(copying: bytes), documentCount: 5)
    #expect(throws: CodecError.self) {
      for hash in hashes { _ = try table.candidates(hash: hash) }
    }
  }
}
