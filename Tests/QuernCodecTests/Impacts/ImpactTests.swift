import QuernCodec
import QuernModel
import QuernStorage
import Testing
import QuernTestSupport

struct ImpactTests {
  private func randomImpacts(
    _ count: Int, frequencies: ClosedRange<UInt32>, using generator: inout SeededGenerator
  ) -> [Impact] {
    (0..<count).map { _ in
      Impact(
        frequency: UInt32.random(in: frequencies, using: &generator),
        lengthCode: UInt8.random(in: 0...255, using: &generator))
    }
  }

  /// The pairs that no other pair beats, by comparing each with each.
  private func unbeaten(_ pairs: [Impact]) -> [Impact] {
    let set = Set(pairs)
    let rest = set.filter { pair in
      !set.contains {
        $0 != pair && $0.frequency >= pair.frequency && $0.lengthCode <= pair.lengthCode
      }
    }
    return rest.sorted { $0.frequency < $1.frequency }
  }

  private func isBounded(_ pair: Impact, by bounds: [Impact]) -> Bool {
    bounds.contains { $0.frequency >= pair.frequency && $0.lengthCode <= pair.lengthCode }
  }

  private func ascends(_ impacts: [Impact]) -> Bool {
    zip(impacts, impacts.dropFirst()).allSatisfy {
      $0.frequency < $1.frequency && $0.lengthCode < $1.lengthCode
    }
  }

  @Test func `the set keeps exactly the pairs that no other beats`() {
    var generator = SeededGenerator(seed: 21)
    for round in 0..<500 {
      let largest = UInt32.random(in: 1...400, using: &generator)
      let pairs = randomImpacts(round % 150, frequencies: 1...largest, using: &generator)
      var set = ImpactSet()
      for pair in pairs { set.insert(pair) }
      #expect(set.impacts == unbeaten(pairs))
      #expect(ascends(set.impacts))
    }
  }

  @Test(arguments: [1, 2, 8, 16])
  func `a reduced set still bounds every pair, with pairs that ascend`(limit: Int) {
    var generator = SeededGenerator(seed: 22)
    for _ in 0..<200 {
      // The longer the document, the more frequent: most pairs stay.
      let pairs = (1...100).map { step in
        Impact(
          frequency: UInt32(step * 3) + UInt32.random(in: 0...5, using: &generator),
          lengthCode: UInt8(step * 2) + UInt8.random(in: 0...5, using: &generator))
      }
      var set = ImpactSet()
      for pair in pairs { set.insert(pair) }
      #expect(set.impacts.count > 16)
      let reduced = set.reduced(to: limit)
      #expect(reduced.count == limit)
      #expect(ascends(reduced))
      for pair in pairs { #expect(isBounded(pair, by: reduced)) }
    }
  }

  @Test func `a small set is not changed by reducing it`() {
    var set = ImpactSet()
    set.insert(Impact(frequency: 3, lengthCode: 9))
    set.insert(Impact(frequency: 5, lengthCode: 12))
    #expect(set.reduced(to: 2) == set.impacts)
  }

  @Test(arguments: [1, 100, 128, 129, 1_000, 4_096])
  func `impacts of a list and of its blocks bound their postings`(size: Int) throws {
    var generator = SeededGenerator(seed: 23)
    let model = ModelList(
      size: size, largestGap: 20, largestFrequency: 60, using: &generator)
    var cursor = try WrittenList(model).cursor()
    #expect(1...16 ~= cursor.listImpacts.count)
    var number = 0
    while cursor.lastDocument != DocumentID.end.rawValue {
      let pairs = model.block(number).map {
        Impact(frequency: $0.frequency, lengthCode: $0.lengthCode)
      }
      for pair in pairs {
        #expect(isBounded(pair, by: cursor.blockImpacts))
        #expect(isBounded(pair, by: cursor.listImpacts))
      }
      let exact = unbeaten(pairs)
      if exact.count <= 8 { #expect(cursor.blockImpacts == exact) }
      #expect(ascends(cursor.blockImpacts))
      try cursor.nextBlock()
      number += 1
    }
    #expect(number == (size + 127) / 128)
    #expect(cursor.blockImpacts.isEmpty)
  }
}
