extension QueryExpression: CustomStringConvertible {
  /// The query text, which parses to the same tree.
  public var description: String {
    if let group = plainGroup { return Self.list(group) }
    return item
  }

  /// The expression as a part of a list.
  private var item: String {
    let field = field.map { "\($0):" } ?? ""
    let boost = boost == 1 ? "" : "^\(Self.number(boost))"
    return field + core + boost
  }

  private var core: String {
    switch kind {
    case .text(let text): QueryText.escaped(text)
    case .phrase(let text, let slop): Self.quoted(text) + (slop > 0 ? "~\(slop)" : "")
    case .near(let words, let gaps, let ordered):
      "NEAR(\(words.map(Self.nearWord).joined(separator: " ")), \(gaps)"
        + (ordered ? ", ordered)" : ")")
    case .wildcard(let pattern): pattern
    case .fuzzy(let word, let edits): "\(QueryText.escaped(word))~\(edits)"
    case .regex(let pattern): "/\(pattern)/"
    case .terms(let range): Self.text(of: range)
    case .values(let range): Self.text(of: range)
    case .all: "*"
    case .group(let group): "(\(Self.list(group)))" + (group.atLeast.map { "@\($0)" } ?? "")
    }
  }

  private static func list(_ group: QueryGroup) -> String {
    // Between blanks a condition on values would be one for all hits.
    let isChoice = group.parts.allSatisfy { $0.occurrence == .should }
    let hasValues = group.parts.contains {
      if case .values = $0.expression.kind { true } else { false }
    }
    return group.parts.map { part in
      let isCondition = if case .values = part.expression.kind { true } else { false }
      return switch part.occurrence {
      case .should: part.expression.item
      case .must: (isCondition ? "" : "+") + part.expression.item
      case .mustNot: "-" + part.expression.item
      }
    }.joined(separator: isChoice && hasValues ? " OR " : " ")
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted.append("\\") }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  private static func nearWord(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      if " ,)\\".unicodeScalars.contains(scalar) { escaped.append("\\") }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }

  private static func text(of range: TermRange) -> String {
    func end(_ text: String?) -> String {
      guard let text else { return "*" }
      var escaped = ""
      for scalar in text.unicodeScalars {
        if " ]}\\".unicodeScalars.contains(scalar) { escaped.append("\\") }
        escaped.unicodeScalars.append(scalar)
      }
      return escaped
    }
    return (range.includesLower ? "[" : "{") + "\(end(range.lower)) TO \(end(range.upper))"
      + (range.includesUpper ? "]" : "}")
  }

  private static func text(of range: ValueRange) -> String {
    let lower = (range.lower?.text).map(QueryText.escapedBound)
    let upper = (range.upper?.text).map(QueryText.escapedBound)
    if let lower, range.lower == range.upper, range.includesLower, range.includesUpper {
      return "=" + lower
    }
    return switch (lower, upper) {
    case (let lower?, let upper?): "\(lower)..\(upper)"
    case (let lower?, nil): (range.includesLower ? ">=" : ">") + lower
    case (nil, let upper?): (range.includesUpper ? "<=" : "<") + upper
    case (nil, nil): "*"
    }
  }

  /// A number without an exponent.
  private static func number(_ value: Float) -> String {
    if value == value.rounded() { return "\(Int(value))" }
    let text = "\(value)"
    guard text.contains("e") else { return text }
    // Below 10⁻⁴: places enough for the same Float again.
    var rest = Double(value)
    var digits = ""
    for _ in 0..<52 {
      rest *= 10
      let digit = Int(rest)
      digits.append("\(digit)")
      rest -= Double(digit)
      if rest == 0 || Float("0.\(digits)") == value { break }
    }
    return "0.\(digits)"
  }
}
