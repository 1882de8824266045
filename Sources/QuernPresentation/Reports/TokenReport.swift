/// What analysis makes of a text, stage by stage.
package struct TokenReport: Sendable, Hashable {
  /// One word.
  package struct Word: Sendable, Hashable {
    package var position: Int

    /// In bytes of the text.
    package var range: Range<Int>

    /// What each stage left; fewer than there are stages where one left nothing.
    package var forms: [String]

    /// `nil` where nothing is left.
    package var term: String?

    package init(position: Int, range: Range<Int>, forms: [String], term: String?) {
      self.position = position
      self.range = range
      self.forms = forms
      self.term = term
    }
  }

  /// Why the analyzer was chosen.
  package struct Choice: Sendable, Hashable {
    package var language: String?
    package var confidence: Double

    /// The reason in words, behind the name of the analyzer.
    package var reason: String

    package init(language: String?, confidence: Double, reason: String) {
      self.language = language
      self.confidence = confidence
      self.reason = reason
    }
  }

  package var text: String
  package var analyzer: String

  /// `nil` where the analyzer was named.
  package var choice: Choice?
  package var stages: [String]
  package var words: [Word]

  package init(
    text: String, analyzer: String, choice: Choice? = nil, stages: [String], words: [Word]
  ) {
    self.text = text
    self.analyzer = analyzer
    self.choice = choice
    self.stages = stages
    self.words = words
  }

  /// The analyzer, and a table: position, bytes, the word as it stands, a column for each stage,
  /// the term or why there is none.
  package var table: String {
    var table = Table()
    table.rightAligned = [0]
    table.add(["position", "bytes", "word"] + stages + ["term"])
    for word in words {
      let forms = stages.indices.map { $0 < word.forms.count ? word.forms[$0] : "" }
      table.add(
        [String(word.position), "\(word.range.lowerBound)–\(word.range.upperBound)", surface(word)]
          + forms + [word.term.map { $0 + cut(word) } ?? "(\(reason(word)))"])
    }
    let choice = choice.map { ": \($0.reason)" } ?? ""
    return "analyzer \(DisplayText.line(analyzer + choice))\n" + table.text
  }

  /// One object for each word, in this order of members: `word`, `start`, `end`, `position`,
  /// `analyzer`, `language` and `confidence` where the analyzer was chosen by them, `stages`, `term`,
  /// which is `null` for a word that has none, and then `reason`.
  package var records: [JSONValue] { words.map(record) }

  private func record(_ word: Word) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("word", .string(surface(word))),
      .init("start", .integer(word.range.lowerBound)),
      .init("end", .integer(word.range.upperBound)),
      .init("position", .integer(word.position)),
      .init("analyzer", .string(analyzer)),
    ]
    if let choice {
      members.append(.init("language", choice.language.map { .string($0) } ?? .null))
      members.append(.init("confidence", .double((choice.confidence * 1e4).rounded() / 1e4)))
    }
    let forms = zip(stages, word.forms).map { stage, form in
      JSONValue.object([.init("stage", .string(stage)), .init("form", .string(form))])
    }
    members.append(.init("stages", .array(forms)))
    members.append(.init("term", word.term.map { .string($0) } ?? .null))
    if word.term == nil { members.append(.init("reason", .string(reason(word)))) }
    return .object(members)
  }

  /// Why a word has no term.
  private func reason(_ word: Word) -> String {
    guard let last = word.forms.indices.last, last < stages.count else { return "nothing is left" }
    return "\(stages[last]) leaves nothing"
  }

  /// A note behind a term that is not all of what the last stage left.
  private func cut(_ word: Word) -> String {
    guard let last = word.forms.last, let term = word.term else { return "" }
    return last.utf8.count > term.utf8.count ? " (cut)" : ""
  }

  private func surface(_ word: Word) -> String {
    let bytes = text.utf8
    let range = word.range.clamped(to: 0..<bytes.count)
    return String(decoding: bytes.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
  }
}
