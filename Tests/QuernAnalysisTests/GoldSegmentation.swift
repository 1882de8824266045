import Foundation

/// Sentences of Universal Dependencies (CoNLL-U) with their words.
///
/// - A word is what stands on the line of a token. Of a multiword token, such as the German “zum”
///   on a line `4-5` before `4 zu` and `5 dem`, the line with the range is the word and those of its
///   parts are not, since they are not in the text; nor are empty nodes (`8.1`).
/// - The text is the forms in their order, with a blank after each that does not say
///   `SpaceAfter=No`; it must be the text that the sentence names, blanks at its end apart.
/// - Tokens without a letter, a digit or another number are left out: no breaker calls them words.
///   A word breaker, on the other hand, that takes a gold word apart or joins two of them has missed
///   all of them: a word counts only if start and end are right.
struct GoldSegmentation {
  struct Sentence {
    var text: String
    /// The words as ranges of the text's UTF-8.
    var words: [Range<Int>] = []
    /// Whether the tokens do not give the text.
    var isDamaged = false
  }

  let sentences: [Sentence]

  init(lines: [String]) {
    var sentences: [Sentence] = []
    var tokens: [(form: String, hasSpaceAfter: Bool)] = []
    var text = ""
    var partsEnd = 0
    for line in lines {
      if line.hasPrefix("# text = ") {
        text = String(line.dropFirst("# text = ".count))
      } else if line.isEmpty {
        if !tokens.isEmpty { sentences.append(Self.sentence(text, tokens)) }
        tokens = []
        partsEnd = 0
      } else if !line.hasPrefix("#") {
        let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
        let numbers = columns[0].split(separator: "-").map { Int($0) ?? 0 }
        guard columns.count == 10, let first = numbers.first, first > partsEnd else { continue }
        if numbers.count > 1 { partsEnd = numbers[1] }
        let notes = columns[9].split(separator: "|")
        tokens.append((String(columns[1]), !notes.contains("SpaceAfter=No")))
      }
    }
    self.sentences = sentences
  }

  private static func sentence(
    _ text: String, _ tokens: [(form: String, hasSpaceAfter: Bool)]
  ) -> Sentence {
    var sentence = Sentence(text: "")
    for token in tokens {
      let start = sentence.text.utf8.count
      sentence.text += token.form
      if token.form.unicodeScalars.contains(where: isPartOfWord) {
        sentence.words.append(start..<sentence.text.utf8.count)
      }
      if token.hasSpaceAfter { sentence.text += " " }
    }
    let stated = text.trimmingCharacters(in: .whitespaces)
    sentence.isDamaged = sentence.text.trimmingCharacters(in: .whitespaces) != stated
    return sentence
  }

  private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// How many words were found, how many there are, and how many of both are the same.
  struct Score: Equatable {
    var found = 0
    var gold = 0
    var right = 0

    var precision: Double { Double(right) / Double(max(1, found)) }
    var recall: Double { Double(right) / Double(max(1, gold)) }
    var f1: Double { Double(2 * right) / Double(max(1, found + gold)) }
  }

  func score(_ words: (String) -> [Range<Int>]) -> Score {
    var score = Score()
    for sentence in sentences {
      let found = words(sentence.text)
      score.found += found.count
      score.gold += sentence.words.count
      score.right += Set(found).intersection(sentence.words).count
    }
    return score
  }
}
