/// Finds where words stand near each other in a text, from the positions of each.
///
/// Of all windows of positions that hold each word at a place of its own and fit, the minimal ones
/// count: those with no other one inside. A window adds 1 / (1 + distance) to the frequency, as in
/// Lucene; the distance is what the words would have to be moved by, or the number of other words
/// between them.
struct ProximityMatcher {
  /// Which word stands at each place; places with the same word need positions of their own.
  let places: [Int]

  /// How far from the beginning of a phrase each place is; of a window, 0.
  private let offsets: [Int]

  /// The greatest difference between the first and the last position, less the offsets.
  private let limit: Int

  /// What a window without any distance has as its difference.
  private let least: Int
  private let isOrdered: Bool

  /// The places of each word in the order of their offsets.
  private let placesOfWord: [[Int]]

  init(_ proximity: Proximity, places: [Int]) {
    self.places = places
    switch proximity {
    case .sloppy(let words, let slop):
      offsets = words.map { Int($0.offset) }
      (limit, least, isOrdered) = (slop, 0, false)
    case .window(let words, let gaps, let ordered):
      offsets = words.map { _ in 0 }
      (limit, least, isOrdered) = (gaps + words.count - 1, words.count - 1, ordered)
    }
    var placesOfWord = [[Int]](repeating: [], count: (places.max() ?? -1) + 1)
    for place in places.indices { placesOfWord[places[place]].append(place) }
    for word in placesOfWord.indices {
      let offsets = offsets
      placesOfWord[word].sort { (offsets[$0], $0) < (offsets[$1], $1) }
    }
    self.placesOfWord = placesOfWord
    isPlain = !isOrdered && placesOfWord.allSatisfy { $0.count == 1 }
  }

  /// Whether all words are different and may come in any order.
  private let isPlain: Bool

  /// A minimal window: the position at each place.
  struct Match: Equatable {
    var positions: [Int]
    var distance: Int
  }

  /// How often the words stand near each other, weighed by how near.
  func frequency(_ positions: [[UInt32]]) -> Float {
    var sum: Float = 0
    forEachWindow(positions) { start, end in sum += 1 / Float(1 + end - start - least) }
    return sum
  }

  /// The same, without taking memory where all words are different and may come in any order.
  ///
  /// - Parameter heads: memory for the places.
  func frequency(_ positions: [[UInt32]], _ heads: inout [Int]) -> Float {
    guard isPlain else { return frequency(positions) }
    heads.removeAll(keepingCapacity: true)
    for _ in places { heads.append(0) }
    var sum: Float = 0
    var last: (start: Int, end: Int)?
    while let (start, end) = window(positions, heads) {
      if end - start <= limit {
        // Of windows that end in the same place the last is the smallest.
        if let last, last.end != end { sum += 1 / Float(1 + last.end - last.start - least) }
        last = (start, end)
      }
      for place in places.indices {
        let word = positions[places[place]]
        while heads[place] < word.count, Int(word[heads[place]]) - offsets[place] == start {
          heads[place] += 1
        }
      }
    }
    if let last { sum += 1 / Float(1 + last.end - last.start - least) }
    return sum
  }

  /// The window in which each word stands on its next position; `nil` once a word has none.
  private func window(_ positions: [[UInt32]], _ heads: [Int]) -> (start: Int, end: Int)? {
    var (start, end) = (Int.max, Int.min)
    for place in places.indices {
      let word = places[place]
      guard heads[place] < positions[word].count else { return nil }
      let position = Int(positions[word][heads[place]]) - offsets[place]
      (start, end) = (min(start, position), max(end, position))
    }
    return places.isEmpty ? nil : (start, end)
  }

  /// The minimal windows that fit.
  func matches(_ positions: [[UInt32]]) -> [Match] {
    var matches: [Match] = []
    forEachWindow(positions) { start, end in
      if let found = assign(positions, from: start, to: end) {
        matches.append(Match(positions: found, distance: end - start - least))
      }
    }
    return matches
  }

  // MARK: Windows

  private func forEachWindow(_ positions: [[UInt32]], _ body: (Int, Int) -> Void) {
    guard positions.allSatisfy({ !$0.isEmpty }) else { return }
    isOrdered ? forEachOrdered(positions, body) : forEachUnordered(positions, body)
  }

  /// For each start the first end that fits; it never falls as the start rises.
  private func forEachUnordered(_ positions: [[UInt32]], _ body: (Int, Int) -> Void) {
    let ends = candidates(positions)
    var last: (start: Int, end: Int)?
    var place = 0
    for start in ends {
      guard fits(positions, from: start, to: start + limit) else { continue }
      while place < ends.count,
        ends[place] < start || !fits(positions, from: start, to: ends[place])
      {
        place += 1
      }
      guard place < ends.count else { break }
      if let last, last.end != ends[place] { body(last.start, last.end) }
      last = (start, ends[place])
    }
    if let last { body(last.start, last.end) }
  }

  /// Where windows may begin or end: all positions less their offsets, ascending, each once.
  private func candidates(_ positions: [[UInt32]]) -> [Int] {
    var all: [Int] = []
    for place in places.indices {
      for position in positions[places[place]] { all.append(Int(position) - offsets[place]) }
    }
    all.sort()
    var kept = 0
    for index in all.indices where index == 0 || all[index] != all[kept - 1] {
      all[kept] = all[index]
      kept += 1
    }
    all.removeLast(all.count - kept)
    return all
  }

  private func fits(_ positions: [[UInt32]], from start: Int, to end: Int) -> Bool {
    for word in placesOfWord.indices {
      var next = Int.min
      for place in placesOfWord[word] {
        let offset = offsets[place]
        guard
          let position = Self.first(in: positions[word], atLeast: max(start + offset, next)),
          position <= end + offset
        else { return false }
        next = position + 1
      }
    }
    return true
  }

  /// The positions of a window: of equal words the first is given first, which never makes it
  /// impossible for a later one, whose range ends later.
  private func assign(_ positions: [[UInt32]], from start: Int, to end: Int) -> [Int]? {
    if isOrdered { return chain(positions, from: start) }
    var found = [Int](repeating: 0, count: places.count)
    for word in placesOfWord.indices {
      var next = Int.min
      for place in placesOfWord[word] {
        guard
          let position = Self.first(
            in: positions[word], atLeast: max(start + offsets[place], next)),
          position <= end + offsets[place]
        else { return nil }
        found[place] = position
        next = position + 1
      }
    }
    return found
  }

  private func forEachOrdered(_ positions: [[UInt32]], _ body: (Int, Int) -> Void) {
    var last: (start: Int, end: Int)?
    for position in positions[places[0]] {
      let start = Int(position)
      guard let end = chain(positions, from: start)?.last else { break }
      if let last, last.end != end, last.end - last.start <= limit { body(last.start, last.end) }
      last = (start, end)
    }
    if let last, last.end - last.start <= limit { body(last.start, last.end) }
  }

  /// One word after the other from a start, each as early as it can be.
  private func chain(_ positions: [[UInt32]], from start: Int) -> [Int]? {
    var found: [Int] = []
    var next = start
    for word in places {
      guard let position = Self.first(in: positions[word], atLeast: next) else { return nil }
      found.append(position)
      next = position + 1
    }
    return found
  }

  /// The first of some ascending positions that is not below a value.
  private static func first(in positions: [UInt32], atLeast value: Int) -> Int? {
    var low = 0
    var high = positions.count
    while low < high {
      let middle = (low + high) / 2
      if Int(positions[middle]) < value { low = middle + 1 } else { high = middle }
    }
    return low < positions.count ? Int(positions[low]) : nil
  }
}
