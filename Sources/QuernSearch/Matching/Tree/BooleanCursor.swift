import QuernCodec
import QuernIndex
import QuernModel

/// Parts, all required ones and enough of the optional ones of which a document matches, and none of the
/// prohibited ones.
final class BooleanCursor: TreeCursor {
  private(set) var document: UInt32 = 0
  let required: [any TreeCursor]
  let optional: [any TreeCursor]
  let prohibited: [any TreeCursor]
  let least: Int
  private let clause: Clause
  let segment: TreeSegment

  /// The required parts, those with the fewest documents first.
  let order: [Int]

  let cost: Int

  /// Whether `document` was found by a move, and is not only where the cursor began.
  private var isPlaced = false

  init(
    _ required: [any TreeCursor], _ optional: [any TreeCursor], _ prohibited: [any TreeCursor],
    least: Int, _ clause: Clause, _ segment: TreeSegment
  ) {
    self.required = required
    self.optional = optional
    self.prohibited = prohibited
    self.least = least
    self.clause = clause
    self.segment = segment
    order = required.indices.sorted { (required[$0].cost, $0) < (required[$1].cost, $1) }
    cost = order.first.map { required[$0].cost } ?? optional.reduce(0) { $0 + $1.cost }
  }

  var documentCount: Int { Int(segment.reader.documentCount) }

  func seek(to target: UInt32) throws(CodecError) {
    guard target > document || !isPlaced else { return }
    isPlaced = true
    var target = target
    while target != end {
      let found = required.isEmpty ? try enough(from: target) : try all(from: target)
      guard found != end else { break }
      if found == target, try !isProhibited(found) {
        document = found
        return
      }
      target = found == target ? found + 1 : found
    }
    document = end
  }

  /// The first document from `target` on that may match; `target` itself if it does.
  private func all(from target: UInt32) throws(CodecError) -> UInt32 {
    for cursor in required {
      try cursor.seek(to: target)
      if cursor.document != target { return cursor.document }
    }
    guard least > 0 else { return target }
    var count = 0
    for cursor in optional where try cursor.matches(target) { count += 1 }
    return count >= least ? target : target + 1
  }

  /// The first document from `target` on that so many optional parts may match.
  private func enough(from target: UInt32) throws(CodecError) -> UInt32 {
    if least <= 1 {
      var first = end
      for cursor in optional {
        try cursor.seek(to: target)
        first = min(first, cursor.document)
      }
      return first
    }
    var target = target
    var documents: [UInt32] = []
    while true {
      documents.removeAll(keepingCapacity: true)
      for cursor in optional {
        try cursor.seek(to: target)
        documents.append(cursor.document)
      }
      documents.sort()
      // Before the n-th document no n parts have matched.
      let bound = documents[least - 1]
      if bound == end || bound == target { return bound }
      target = bound
    }
  }

  private func isProhibited(_ document: UInt32) throws(CodecError) -> Bool {
    for cursor in prohibited where try cursor.matches(document) { return true }
    return false
  }

  func score() throws(CodecError) -> Double {
    var sum = 0.0
    for cursor in required { sum += try cursor.score() }
    for cursor in optional where try cursor.matches(document) { sum += try cursor.score() }
    return sum
  }

  func matched() throws(CodecError) -> Clause {
    var clauses: [Clause] = []
    for cursor in required { clauses.append(try cursor.matched()) }
    for cursor in optional where try cursor.matches(document) {
      clauses.append(try cursor.matched())
    }
    var matched = clause
    matched.content = .group(Query(clauses: clauses))
    return matched
  }

  func explain() throws(SearchError) -> Explanation {
    var details: [Explanation] = []
    for cursor in required { details.append(try cursor.explain()) }
    for cursor in optional {
      let isMatch = try reading { () throws(CodecError) in try cursor.matches(document) }
      if isMatch { details.append(try cursor.explain()) }
    }
    if details.count == 1 { return details[0] }
    return Explanation(
      value: details.reduce(0) { $0 + $1.value }, summary: "sum over the parts that match",
      details: details)
  }
}
