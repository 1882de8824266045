import QuernAnalysis
import QuernModel

/// Words of letters and digits, lower-cased; each Han character is a word of its own.
func plainTokens(_ text: String) -> [Token] {
  var tokens: [Token] = []
  var word: [UInt8] = []
  var start = 0
  var offset = 0
  func end() {
    guard !word.isEmpty else { return }
    tokens.append(Token(term: word, range: start..<offset, position: tokens.count))
    word = []
  }
  for scalar in text.unicodeScalars {
    let isHan = (0x4E00...0x9FFF).contains(scalar.value)
    let isPart = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    if isHan || !isPart { end() }
    if isPart {
      if word.isEmpty { start = offset }
      word += Array(String(scalar).lowercased().utf8)
    }
    offset += scalar.utf8.count
    if isHan { end() }
  }
  end()
  return tokens
}

/// The same as words of a query; in the field `pairs` also a word's first two letters stand for it, but
/// for Han.
func plainWords(_ text: String, _ field: FieldName?) -> [QueryWord] {
  plainTokens(text).map { token in
    let isPair = field == FieldName("pairs") && token.term[0] < 0x80
    let terms = [token.term] + (isPair ? [Array(token.term.prefix(2))] : [])
    return QueryWord(terms: terms, range: token.range, position: token.position)
  }
}
