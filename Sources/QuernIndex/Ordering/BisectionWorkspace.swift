/// What one thread keeps of the terms of a set of documents that is halved.
struct BisectionWorkspace {
  /// The most rounds of one division.
  static let roundCount = 12

  /// A division ends with a round in which a smaller share than one in so many was moved.
  static let leastMovedShare = 200

  /// How many documents of each half have a term.
  private var left: [UInt32]
  private var right: [UInt32]

  /// What a document of the other half would gain by a term.
  private var toRight: [Float]
  private var toLeft: [Float]

  /// The terms of the set.
  private var touched: [UInt32] = []

  /// Documents by how much they tend to the right half: the tendency above, the place below.
  private var keys: [UInt64] = []

  init(termCount: Int) {
    left = [UInt32](repeating: 0, count: termCount)
    right = left
    toRight = [Float](repeating: 0, count: termCount)
    toLeft = toRight
  }

  /// Counts the terms of both halves of a range.
  mutating func begin(_ documents: [UInt32], _ range: Range<Int>, _ forward: ForwardIndex) {
    let middle = range.lowerBound + range.count / 2
    for place in range {
      let document = Int(documents[place])
      for at in forward.starts[document]..<forward.starts[document + 1] {
        let term = Int(forward.terms[at])
        if left[term] == 0 && right[term] == 0 { touched.append(forward.terms[at]) }
        if place < middle { left[term] += 1 } else { right[term] += 1 }
      }
    }
  }

  /// Forgets the set.
  mutating func end() {
    for term in touched { (left[Int(term)], right[Int(term)]) = (0, 0) }
    touched.removeAll(keepingCapacity: true)
  }

  /// Lets documents change sides that gain most by it.
  ///
  /// - Returns: how many went from one half to the other, and as many back.
  mutating func exchange(
    _ documents: inout [UInt32], _ range: Range<Int>, _ forward: ForwardIndex,
    _ costs: BisectionCosts, round: Int
  ) -> Int {
    for term in touched {
      let term = Int(term)
      toRight[term] = costs.move(from: Int(left[term]), to: Int(right[term]))
      toLeft[term] = costs.move(from: Int(right[term]), to: Int(left[term]))
    }
    let half = range.count / 2
    findTendencies(documents, range, forward, half: half, reluctance: Float(round) / 2)
    select(half)
    var leaving = keys[..<half].map { Int(truncatingIfNeeded: $0 & 0xffff_ffff) }
      .filter { $0 >= half }
    var coming = keys[half...].map { Int(truncatingIfNeeded: $0 & 0xffff_ffff) }
      .filter { $0 < half }
    leaving.sort()
    coming.sort()
    for (fromRight, fromLeft) in zip(leaving, coming) {
      move(documents[range.lowerBound + fromLeft], forward, by: 1)
      move(documents[range.lowerBound + fromRight], forward, by: -1)
      documents.swapAt(range.lowerBound + fromLeft, range.lowerBound + fromRight)
    }
    return coming.count
  }

  /// Sets ``keys``; a reluctant document moves only where it gains more than that.
  private mutating func findTendencies(
    _ documents: [UInt32], _ range: Range<Int>, _ forward: ForwardIndex, half: Int,
    reluctance: Float
  ) {
    keys.removeAll(keepingCapacity: true)
    // Local, so that a look at them is one load.
    let (starts, terms, toRight, toLeft) = (forward.starts, forward.terms, toRight, toLeft)
    for place in 0..<range.count {
      let document = Int(documents[range.lowerBound + place])
      let range = starts[document]..<starts[document + 1]
      var gain: Float = -reluctance
      if place < half {
        for at in range { gain += toRight[Int(terms[at])] }
      } else {
        for at in range { gain += toLeft[Int(terms[at])] }
        gain = -gain
      }
      keys.append(UInt64(Self.ordered(gain)) << 32 | UInt64(place))
    }
  }

  /// Bits that compare as the numbers do.
  private static func ordered(_ value: Float) -> UInt32 {
    let bits = value.bitPattern
    return bits & 0x8000_0000 == 0 ? bits | 0x8000_0000 : ~bits
  }

  /// Counts a document to the right half, or to the left one.
  private mutating func move(_ document: UInt32, _ forward: ForwardIndex, by direction: Int) {
    for at in forward.starts[Int(document)]..<forward.starts[Int(document) + 1] {
      let term = Int(forward.terms[at])
      if direction > 0 {
        left[term] -= 1
        right[term] += 1
      } else {
        left[term] += 1
        right[term] -= 1
      }
    }
  }

  /// Brings the `count` smallest keys to the front — Hoare, Algorithm 65: Find, CACM 1961.
  ///
  /// Keys are all different. The middle one of three divides; keys of documents are no adversary's,
  /// and where they are, a sort after too many steps bounds the time.
  private mutating func select(_ count: Int) {
    var (low, high) = (0, keys.count)
    var steps = 0
    while high - low > 1 {
      steps += 1
      guard steps < 64 else {
        keys[low..<high].sort()
        return
      }
      let pivot = Self.middle(keys[low], keys[(low + high) / 2], keys[high - 1])
      var (below, above) = (low, high - 1)
      while below <= above {
        while keys[below] < pivot { below += 1 }
        while keys[above] > pivot { above -= 1 }
        if below <= above {
          keys.swapAt(below, above)
          below += 1
          above -= 1
        }
      }
      if count <= above { high = above + 1 } else if count >= below { low = below } else { return }
    }
  }

  private static func middle(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
    max(min(a, b), min(max(a, b), c))
  }
}
