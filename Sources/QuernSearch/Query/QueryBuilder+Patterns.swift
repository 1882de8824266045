import QuernAnalysis
import QuernModel

extension QueryBuilder {
  // MARK: Wildcards

  /// A word with wildcards, or several with signs between them, all of which must match.
  func wildcard(_ text: String, _ context: Context) throws(QueryError) -> Clause? {
    var clauses: [Clause] = []
    var inner = context
    let parts = WildcardText.parts(of: text)
    if parts.count > 1 { inner.occurrence = .must }
    for part in parts {
      let isPattern = part.contains(.anything) || part.contains(.anyCharacter)
      if isPattern {
        clauses.append(
          pattern(WildcardText.description(of: part), inner) { wildcardForms(part, $0) })
      } else {
        var list = ClauseList()
        append(WildcardText.plainText(of: part), inner, to: &list)
        clauses += list.clauses
      }
    }
    if clauses.count < 2 { return clauses.first }
    return Clause(
      context.occurrence, .group(Query(clauses: clauses)), range: context.place)
  }

  /// The forms of a wildcard, and of a prefix also what the word alone would find: a dictionary may
  /// have its stem only.
  private func wildcardForms(
    _ pieces: [WildcardText.Piece], _ field: FieldName?
  ) -> [TermPattern.Form] {
    var columns: [[WildcardPiece]] = []
    for piece in pieces {
      switch piece {
      case .anything: columns = extend(columns, by: [.anything])
      case .anyCharacter: columns = extend(columns, by: [.anyCharacter])
      case .literal(let text):
        columns = extend(columns, by: normalize(text, field).map { .bytes($0) })
      }
    }
    var forms = columns.map { TermPattern.Form.wildcard($0) }
    if pieces.count == 2, case .literal(let text) = pieces[0], pieces[1] == .anything {
      let words = analyze(text, field)
      if words.count == 1 { forms += words[0].terms.map { .wildcard([.bytes($0)]) } }
    }
    return unique(forms)
  }

  /// One column for each analyzer; a piece that is the same for all is added to each.
  private func extend(
    _ columns: [[WildcardPiece]], by pieces: [WildcardPiece]
  ) -> [[WildcardPiece]] {
    guard !pieces.isEmpty else { return columns }
    let count = max(columns.count, pieces.count)
    return (0..<count).map { place in
      let column = columns.isEmpty ? [] : columns[min(place, columns.count - 1)]
      return column + [pieces[min(place, pieces.count - 1)]]
    }
  }

  private func unique(_ forms: [TermPattern.Form]) -> [TermPattern.Form] {
    var kept: [TermPattern.Form] = []
    for form in forms where !kept.contains(form) { kept.append(form) }
    return kept
  }

  // MARK: Other patterns

  /// A fuzzy word; of what is several words, each is fuzzy and all must match.
  func fuzzy(_ text: String, _ edits: Int, _ context: Context) throws(QueryError) -> Clause? {
    let words = analyze(text, context.field)
    var inner = context
    if words.count > 1 { inner.occurrence = .must }
    let bytes = Array(text.utf8)
    let clauses = words.map { word in
      let part = String(decoding: bytes[word.range], as: UTF8.self)
      return pattern("\(part)~\(edits)", inner) { field in
        let terms = field == context.field ? word.terms : analyze(part, field).flatMap(\.terms)
        return unique((normalize(part, field) + terms).map { .fuzzy($0, edits: edits) })
      }
    }
    if clauses.count < 2 { return clauses.first }
    return Clause(
      context.occurrence, .group(Query(clauses: clauses)), range: context.place)
  }

  func regex(_ text: String, _ context: Context) throws(QueryError) -> Clause? {
    let node: RegexNode
    do { node = try RegexParser.parse(text) } catch {
      throw .refused(
        message: "this is no regular expression: \(error.message)", repaired: "\"\(text)\"",
        offset: context.place.lowerBound + 1 + error.offset)
    }
    return pattern("/\(text)/", context) { field in
      let count = normalize("a", field).count
      return unique(
        (0..<max(count, 1)).map { place in
          .regex(
            node.mapLiterals { bytes in
              let forms = normalize(String(decoding: bytes, as: UTF8.self), field)
              let form = forms.isEmpty ? bytes : forms[min(place, forms.count - 1)]
              return form.isEmpty ? bytes : form
            })
        })
    }
  }

  func terms(_ range: TermRange, _ context: Context) -> Clause? {
    pattern(QueryExpression(.terms(range)).description, context) { field in
      let lowers: [[UInt8]?] = range.lower.map { normalize($0, field) } ?? [nil]
      let uppers: [[UInt8]?] = range.upper.map { normalize($0, field) } ?? [nil]
      let count = max(lowers.count, uppers.count)
      guard !lowers.isEmpty, !uppers.isEmpty else { return [] }
      return unique(
        (0..<count).map { place in
          .range(
            .init(
              lowers[min(place, lowers.count - 1)], uppers[min(place, uppers.count - 1)],
              includesLower: range.includesLower, includesUpper: range.includesUpper))
        })
    }
  }

  /// A clause of a pattern, in fields with an analysis of their own too.
  private func pattern(
    _ text: String, _ context: Context, forms: (FieldName?) -> [TermPattern.Form]
  ) -> Clause {
    var ownContents: [FieldName: Clause.Content] = [:]
    if context.field == nil {
      for own in ownFields { ownContents[own] = .pattern(TermPattern(text, forms: forms(own))) }
    }
    return Clause(
      context.occurrence, .pattern(TermPattern(text, forms: forms(context.field))),
      field: context.field, ownContents: ownContents, boost: context.boost, range: context.place)
  }
}
