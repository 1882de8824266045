/// The words of a command line that a shell is to complete.
struct CommandLineWords {
  /// Without the quotes and signs that shells take away.
  let words: [String]

  /// Which of them is completed, and what of it stands before the cursor.
  let index: Int
  let prefix: String

  init(_ words: [String], _ index: Int, _ prefix: String) {
    self.words = words.map(Self.unquoted)
    self.index = index
    self.prefix = Self.unquoted(prefix)
  }

  /// The folder of the index that the line names; `nil` where it does not.
  var indexPath: String? {
    let option = "--index"
    for (place, word) in words.enumerated() {
      if word.hasPrefix(option + "=") { return String(word.dropFirst(option.count + 1)) }
      if word == option, place + 1 < words.count { return words[place + 1] }
    }
    return nil
  }

  /// Whether the word that is completed is an option's name: it is none behind `--`.
  var isOption: Bool { prefix.hasPrefix("-") && !words.prefix(max(index, 0)).contains("--") }

  /// The words before the one that is completed that are no options, behind the name of the command.
  var operands: [String] {
    guard index > 2, words.count >= index else { return [] }
    var operands: [String] = []
    var place = 2
    while place < index {
      let word = words[place]
      if word.hasPrefix("-"), word != "--" {
        // Options that are no flags take the next word with them.
        if Self.optionsWithValue.contains(word) { place += 1 }
      } else if word != "--" {
        operands.append(word)
      }
      place += 1
    }
    return operands
  }

  private static let optionsWithValue: Set<String> = [
    "--index", "-n", "--limit", "--offset", "--weight", "--color", "--k1", "--b", "--ranking",
    "--at-least", "--queries", "--sort", "--after", "--facet", "--facet-limit", "--collapse",
  ]

  /// What a shell makes of a word, as far as a completion needs it.
  private static func unquoted(_ word: String) -> String {
    var result = ""
    var isEscaped = false
    var quote: Character?
    for character in word {
      if isEscaped {
        result.append(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if character == quote {
        quote = nil
      } else if quote == nil, character == "'" || character == "\"" {
        quote = character
      } else {
        result.append(character)
      }
    }
    return result
  }
}
