package import QuernModel

/// An explanation as an indented tree, one value to a line.
package enum ExplanationTree {
  /// The tree, each line led by `indent` and two blanks for each level.
  package static func text(_ explanation: Explanation, indent: String = "") -> String {
    // As many digits as a score has: the numbers multiply out to what the hit shows.
    let value = Float(explanation.value).description
    var text = "\(indent)\(value)  \(DisplayText.line(explanation.summary))\n"
    for detail in explanation.details { text += self.text(detail, indent: indent + "  ") }
    return text
  }
}
