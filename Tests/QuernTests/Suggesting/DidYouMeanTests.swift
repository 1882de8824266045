import Quern
import QuernModel
import QuernStorage
import QuernTestSupport
import Testing

struct DidYouMeanTests {
  /// The least number of edits, by recursion: every word that is so many edits away is tried.
  private func distance(_ left: [Character], _ right: [Character], limit: Int) -> Int {
    if left == right { return 0 }
    if limit == 0 { return 1 }
    guard let first = left.first, let other = right.first else {
      return max(left.count, right.count)
    }
    var best = limit + 1
    let (leftRest, rightRest) = (Array(left.dropFirst()), Array(right.dropFirst()))
    if first == other { best = min(best, distance(leftRest, rightRest, limit: limit)) }
    best = min(best, 1 + distance(leftRest, rightRest, limit: limit - 1))
    best = min(best, 1 + distance(leftRest, right, limit: limit - 1))
    best = min(best, 1 + distance(left, rightRest, limit: limit - 1))
    if left.count > 1, right.count > 1, first == right[1], other == left[1] {
      let rests = (Array(left.dropFirst(2)), Array(right.dropFirst(2)))
      best = min(best, 1 + distance(rests.0, rests.1, limit: limit - 1))
    }
    return best
  }

  /// What is meant by a word that no article has, by a look at every word.
  private func expected(_ word: String, _ corpus: WordyCorpus) -> String? {
    let limit = word.count < 3 ? 0 : word.count < 6 ? 1 : 2
    let near = corpus.vocabulary.compactMap { known -> (String, Int, Bool, Int)? in
      let edits = distance(Array(known.lowercased()), Array(word), limit: limit)
      let count = corpus.count([known])
      guard edits <= limit, count > 0 else { return nil }
      return (known, edits, known.lowercased().first == word.first, count)
    }.sorted { left, right in
      if left.1 != right.1 { return left.1 < right.1 }
      if left.2 != right.2 { return left.2 }
      return left.3 == right.3 ? left.0 < right.0 : left.3 > right.3
    }
    if near.first?.1 == 1 {
      // Of equally near ones the one in the most articles, then the first letter counts.
      let nearest = near.prefix(3).filter { $0.1 == 1 }
      let most = nearest.map(\.3).max()
      return nearest.first { $0.3 == most }?.0
    }
    var pairs: [(String, Int)] = []
    for length in 2..<max(2, word.count - 1) {
      let (left, right) = (String(word.prefix(length)), String(word.dropFirst(length)))
      let count = corpus.count(pair: left, right)
      if count > 0 { pairs.append(("\(left) \(right)", count)) }
    }
    pairs.sort { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
    if let pair = pairs.first { return pair.0 }
    let nearest = near.prefix(3).filter { $0.1 == near.first?.1 }
    let most = nearest.map(\.3).max()
    return nearest.first { $0.3 == most }?.0
  }

  private func misspelt(_ word: String, _ random: inout SeededGenerator) -> String {
    var letters = Array(word.lowercased())
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      let place = Int.random(in: letters.indices, using: &random)
      let letter = Array("aeoqxzjvk").randomElement(using: &random) ?? "a"
      switch Int.random(in: 0..<4, using: &random) {
      case 0: letters[place] = letter
      case 1: letters.insert(letter, at: place)
      case 2 where letters.count > 3: letters.remove(at: place)
      default:
        if place + 1 < letters.count { letters.swapAt(place, place + 1) }
      }
    }
    return String(letters)
  }

  @Test(arguments: WordyCorpus.seeds(12, slow: 500))
  func `a misspelt word is corrected as by a look at every word`(seed: UInt64) throws {
    var corpus = try WordyCorpus(seed: seed)
    let snapshot = corpus.index.snapshot
    for _ in 0..<10 {
      let known = corpus.vocabulary.randomElement(using: &corpus.random) ?? ""
      var word = misspelt(known, &corpus.random)
      if Int.random(in: 0..<6, using: &corpus.random) == 0 {
        word = (known + (corpus.vocabulary.randomElement(using: &corpus.random) ?? "")).lowercased()
      }
      guard corpus.count([word]) == 0 else { continue }
      let wanted = expected(word, corpus)
      let found = try snapshot.didYouMean(word)
      #expect(found?.query == wanted, "seed \(seed): \(word)")
      if let found {
        #expect(found.total == (try snapshot.search(found.query).total), "seed \(seed): \(word)")
      }
    }
  }

  /// The words of a query, without signs and names.
  private func words(of text: String) -> [String] {
    text.split { !$0.isLetter }.map { String($0) }.filter { $0 != "NEAR" && $0 != "title" }
  }

  @Test(arguments: WordyCorpus.seeds(8, slow: 300))
  func `a suggestion finds more than any query does`(seed: UInt64) throws {
    var corpus = try WordyCorpus(seed: 700 + seed)
    let snapshot = corpus.index.snapshot
    let signs = ["", "", "+", "-", "\"", "title:", "(", "NEAR("]
    let ends = ["", "", "", "\"", ")", "*", "~1", "^2", ", 3)"]
    for _ in 0..<15 {
      let pieces = (0..<Int.random(in: 1...5, using: &corpus.random)).map { _ in
        let word = corpus.vocabulary.randomElement(using: &corpus.random) ?? ""
        let typed =
          Bool.random(using: &corpus.random) ? word : misspelt(word, &corpus.random)
        return (signs.randomElement(using: &corpus.random) ?? "") + typed
          + (ends.randomElement(using: &corpus.random) ?? "")
      }
      let text = pieces.joined(separator: " ")
      guard let found = try snapshot.didYouMean(text) else { continue }
      let before = try snapshot.search(text).total ?? 0
      let place = Comment("seed \(700 + seed): \(text) → \(found.query)")
      #expect(found.total > 0 && found.total >= before, place)
      if found.total == before, !text.contains("-"), !text.contains("*"), !text.contains("~") {
        #expect(corpus.count(words(of: found.query)) > corpus.count(words(of: text)), place)
      }
      #expect(try snapshot.search(found.query).total == found.total, "seed \(700 + seed): \(text)")
    }
  }

  private static func news(analyzer: String = "auto") throws -> Snapshot {
    let index = try SearchIndex.openOrCreate(
      in: MemoryDirectory(), options: IndexOptions(analyzer: analyzer))
    var batch = try index.writer().begin()
    let texts = [
      "Peskov saw no miraculous breakthrough when the presidents met in Istanbul.",
      "The President hopes for a breakthrough and a prisoner exchange, said Peskov.",
      "Negotiations went on in the palace, and the envoy spoke of peace.",
      "Песков сказал, что переговоры продолжатся и что он в это верит.",
    ]
    for (number, text) in texts.enumerated() {
      try batch.add(
        Document(key: DocumentKey("\(number)"), fields: [.init(.text, [text])]))
    }
    _ = try batch.commit()
    return index.snapshot
  }

  @Test(arguments: [
    ("peskow", "Peskov"), ("brakthrough", "breakthrough"), ("presidnet", "President"),
    ("+Peskow +miraculus", "+Peskov +miraculous"),
    ("\"mirculous brekthrough\"", "\"miraculous breakthrough\""),
    ("break through", "breakthrough"), ("prisonerexchange", "prisoner exchange"),
    ("text:palase -peskov", "text:palace -peskov"),
    ("(negotations OR zzyzx)^2", "(Negotiations OR zzyzx)^2"),
    ("NEAR(prisner exchagne, 3)", "NEAR(prisoner exchange, 3)"), ("переговоы", "переговоры"),
  ])
  func `misspelt queries`(typed: String, meant: String) throws {
    #expect(try Self.news().didYouMean(typed)?.query == meant)
  }

  @Test(arguments: [
    "", "peskov", "zzyzx", "-peskow peskov", "2024", "ab", "peskow*", "/peskow/", "peskow~1",
    "*", "\"", "((((", "xx yy",
  ])
  func `nothing is suggested where nothing is to be`(typed: String) throws {
    #expect(try Self.news().didYouMean(typed) == nil)
  }

  @Test func `deleted articles do not make a word frequent`() throws {
    let index = try SearchIndex.openOrCreate(
      in: MemoryDirectory(), options: IndexOptions(analyzer: "standard"))
    let writer = try index.writer()
    var batch = try writer.begin()
    for number in 0..<80 {
      let text = number < 40 ? "the president spoke" : number < 43 ? "a presidemt" : "other words"
      try batch.add(Document(key: DocumentKey("d\(number)"), fields: [.init(.text, [text])]))
    }
    _ = try batch.commit()
    #expect(try index.snapshot.didYouMean("presidemt") == nil)
    batch = try writer.begin()
    for number in 40..<42 { #expect(try batch.delete(DocumentKey("d\(number)"))) }
    _ = try batch.commit()
    #expect(try index.snapshot.didYouMean("presidemt")?.query == "president")
  }

  @Test func `the operator NEAR is not corrected`() throws {
    let index = try SearchIndex.openOrCreate(in: MemoryDirectory())
    var batch = try index.writer().begin()
    try batch.add(
      Document(key: DocumentKey("a"), fields: [.init(.text, ["Each year has its page."])]))
    _ = try batch.commit()
    #expect(
      try index.snapshot.didYouMean("text:NEAR(EAR page, 3)")?.query == "text:NEAR(year page, 3)")
  }

  @Test func `signs mean nothing where the query is words`() throws {
    let options = SearchOptions(syntax: .words)
    #expect(try Self.news().didYouMean("-peskow?", options: options)?.query == "-Peskov?")
  }

  @Test func `words that belong together win over words that are everywhere`() throws {
    // By chance, "layer" and "been" share more articles than "laser" and "beam" have.
    let texts = (0..<60).map { number in
      [
        number % 3 == 0 ? "layer" : "", number % 3 == 2 ? "" : "been",
        number % 6 == 1 ? "laser beam" : "", "words",
      ].joined(separator: " ")
    }
    let index = try SearchIndex.openOrCreate(
      in: MemoryDirectory(), options: IndexOptions(analyzer: "standard"))
    let writer = try index.writer()
    var batch = try writer.begin()
    for (number, text) in texts.enumerated() {
      try batch.add(Document(key: DocumentKey("d\(number)"), fields: [.init(.text, [text])]))
    }
    _ = try batch.commit()
    #expect(try index.snapshot.didYouMean("lazer beem")?.query == "laser beam")
  }
}
