import QuernAnalysis
import QuernIndex
import QuernModel

extension Suggester {
  /// So many terms are looked up in documents to see how they are written.
  private static let maximumCandidateCount = 24

  /// How often a word must be that is suggested for one which some documents have.
  private static let leastRatio = 20

  /// A word that one document in so many has, and one more, may be a misspelt one.
  private static let rareShare = 10_000

  /// A word that more documents have is not corrected.
  var rareCount: Int { 1 + Int(snapshot.statistics.documentCount) / Self.rareShare }

  /// How many edits a misspelt word may be away: none up to two characters, one up to five, else two.
  static func maximumEdits(characterCount: Int) -> Int {
    characterCount < 3 ? 0 : characterCount < 6 ? 1 : 2
  }

  /// The words that may be meant by one, the best first.
  ///
  /// The dictionaries may hold stems. So terms are looked for near the word as it is, near its stem and
  /// near the beginnings of it, for one of these is the stem of the word that was meant, unless its
  /// ending is the fault: `presidnet` begins like `presid`. Documents tell how such terms are written,
  /// and only a spelling that itself is near to the word is a correction.
  ///
  /// Fewer edits come first, then words with the same first letter, then the more frequent.
  ///
  /// - Parameters:
  ///   - knownCount: how many documents have the word itself. A word that some have is only corrected
  ///     to one that is an edit away and twenty times as frequent.
  func corrections(
    of word: String, in field: FieldName?, knownCount: Int, limit: Int
  ) throws(SearchError) -> [WordCorrection] {
    let query = analysis.query(for: field)
    let folded = Set(query.unstemmed(word)).filter { !$0.isEmpty }.map(Self.characters)
    guard let length = folded.map(\.count).min(), length <= Self.maximumLetterCount,
      !word.unicodeScalars.contains(where: { $0.properties.numericType != nil })
    else { return [] }
    let edits = knownCount > 0 ? 1 : Self.maximumEdits(characterCount: length)
    guard edits > 0, edits <= Self.maximumEdits(characterCount: length), knownCount <= rareCount
    else { return [] }
    let own = Set(query.words(of: word).flatMap(\.terms))
    let found = try candidates(in: fields(field)) { source in
      correctionForms(of: word, in: source.name, edits)
    }.filter { !own.contains($0.term) }.sorted { left, right in
      (left.edits, right.documentFrequency) < (right.edits, left.documentFrequency)
    }
    var sampler = SpellingSampler(self, documentCount: SpellingSampler.manyDocumentCount)
    var corrections: [(correction: WordCorrection, hasFirst: Bool)] = []
    for candidate in found.prefix(Self.maximumCandidateCount) {
      let forms = try sampler.forms(of: candidate)
      guard let (form, distance) = Self.nearest(forms, to: folded, within: edits),
        !corrections.contains(where: { $0.correction.spelling == form.spelling })
      else { continue }
      let count = try count(all: [QueryExpression(.text(form.spelling), field: field)])
      guard count > knownCount * Self.leastRatio else { continue }
      let first = Self.characters(form.folded).first
      corrections.append(
        (
          WordCorrection(spelling: form.spelling, edits: distance, documentCount: count),
          folded.contains { $0.first == first }
        ))
    }
    corrections.sort { left, right in
      let (first, second) = (left.correction, right.correction)
      if first.edits != second.edits { return first.edits < second.edits }
      if left.hasFirst != right.hasFirst { return left.hasFirst }
      return first.documentCount == second.documentCount
        ? first.spelling < second.spelling : first.documentCount > second.documentCount
    }
    return corrections.prefix(limit).map(\.correction)
  }

  /// The form that is nearest to any of some words; of equally near ones the most frequent.
  private static func nearest(
    _ forms: [SpelledForm], to words: [[Unicode.Scalar]], within limit: Int
  ) -> (SpelledForm, Int)? {
    var best: (SpelledForm, Int)?
    for form in forms where isPlainWord(form.spelling) {
      let characters = characters(form.folded)
      for word in words {
        let most = best.map { $0.1 - 1 } ?? limit
        guard most > 0, let distance = transpositionDistance(characters, word, limit: most),
          distance > 0
        else { continue }
        best = (form, distance)
      }
    }
    return best
  }

  /// Whether a word can stand in any query without a sign.
  private static func isPlainWord(_ word: String) -> Bool {
    !QueryText.operators.contains(word) && word != "NEAR"
      && word.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.value > 0x7F || $0 == "'"
      }
  }

  private static func characters(_ bytes: [UInt8]) -> [Unicode.Scalar] {
    Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
  }

  /// What a term may look like that is meant by a word.
  private func correctionForms(
    of word: String, in field: FieldName, _ edits: Int
  ) -> [TermPattern.Form] {
    let query = analysis.query(for: field)
    var words: [[UInt8]: Int] = [:]
    for stem in query.words(of: word).flatMap(\.terms) { words[stem] = edits }
    for folded in query.unstemmed(word) where !folded.isEmpty {
      words[folded] = edits
      let characters = Self.characters(folded)
      // An ending of up to six characters may be what a stemmer drops.
      for length in max(3, characters.count - 6)..<max(3, characters.count) {
        let beginning = Array(
          String(String.UnicodeScalarView(characters.prefix(length))).utf8)
        words[beginning] = max(words[beginning] ?? 0, length < 5 ? 0 : 1)
      }
    }
    return words.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { word, edits in
      edits == 0 ? .wildcard([.bytes(word)]) : .fuzzy(word, edits: edits)
    }
  }

  // MARK: Blanks

  /// Two words that stand next to each other in documents and make a word without the blank between
  /// them.
  func splits(
    of word: String, in field: FieldName?, limit: Int
  ) throws(SearchError) -> [WordCorrection] {
    let characters = Array(word.unicodeScalars)
    guard characters.count >= 4, characters.count <= Self.maximumLetterCount,
      characters.allSatisfy(\.properties.isAlphabetic)
    else { return [] }
    var found: [WordCorrection] = []
    for length in 2...characters.count - 2 {
      let left = String(String.UnicodeScalarView(characters.prefix(length)))
      let right = String(String.UnicodeScalarView(characters.dropFirst(length)))
      // Cheaper than the phrase, and mostly enough.
      guard try count(all: [QueryExpression(.text(right), field: field)]) > 0 else { continue }
      let pair = "\(left) \(right)"
      let count = try count(all: [QueryExpression(.phrase(pair, slop: 0), field: field)])
      if count > 0 { found.append(WordCorrection(spelling: pair, edits: 1, documentCount: count)) }
    }
    found.sort { left, right in
      left.documentCount == right.documentCount
        ? left.spelling < right.spelling : left.documentCount > right.documentCount
    }
    return Array(found.prefix(limit))
  }
}
