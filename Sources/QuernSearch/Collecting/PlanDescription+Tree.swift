extension PlanDescription {
  /// A line for each part of a tree, below the part around it.
  static func describe(_ tree: PlannedNode, indent: String = "  ") -> [String] {
    switch tree {
    case .nothing: return [indent + "nothing"]
    case .group(let group):
      return [indent + "lists: " + Explainer.name(of: group.clause.content)]
    case .documents(let documents):
      return [indent + "documents: " + Explainer.name(of: documents.clause.content)]
    case .proximity(let proximity):
      let words = proximity.members.map { "\($0.words.count) words of \($0.scoring.field)" }
      return [
        indent + "positions: \(Explainer.name(of: proximity.clause.content)), "
          + words.joined(separator: ", ")
      ]
    case .pattern(let pattern):
      let scored = pattern.members.reduce(0) { $0 + $1.terms.count }
      let rest = pattern.rests.reduce(0) { $0 + $1.wordCount }
      return [
        indent + "dictionary: \(Explainer.name(of: pattern.clause.content)), \(scored) words"
          + (rest > 0 ? ", \(rest) more without a score" : "")
      ]
    case .boolean(let boolean):
      var lines = [
        indent + "group" + (boolean.least > 1 ? ", \(boolean.least) optional parts or more" : "")
      ]
      for (kind, nodes) in [
        ("required", boolean.required), ("optional", boolean.optional),
        ("excluded", boolean.prohibited),
      ] where !nodes.isEmpty {
        lines.append(indent + "  " + kind)
        lines += nodes.flatMap { describe($0, indent: indent + "    ") }
      }
      return lines
    }
  }
}
