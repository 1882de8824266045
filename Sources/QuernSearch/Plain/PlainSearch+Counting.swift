import QuernCodec
import QuernIndex

// What is known of the number of documents that have a word, before any list is walked.
extension PlainSearch {
  /// The number of documents that have the first word, in all segments; `nil` where lists must be walked
  /// for it.
  var countOfFirst: Int? {
    if parameters.shorter == nil { return Int(words[0].documentFrequency) }
    var count = 0
    for number in snapshot.segments.indices {
      guard let known = knownCount(number) else { return nil }
      count += known
    }
    return count
  }

  /// The same of one segment.
  func knownCount(_ number: Int) -> Int? {
    guard parameters.shorter != nil else {
      return Int(entries.longer(words[0], in: number)?.documentFrequency ?? 0)
    }
    return countedWord(number)?.knownCount
  }

  func countedWord(_ number: Int) -> CountedWord? {
    CountedWord(
      entries.both(words[0], in: number), parameters, in: snapshot.segments[number],
      number: number)
  }
}
