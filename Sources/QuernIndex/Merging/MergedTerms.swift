import QuernCodec
import QuernModel

/// The terms of one field of several segments, in byte order, with the lists that each has.
struct MergedTerms {
  /// A list of the current term.
  struct Input {
    var field: FieldReader

    /// The place of the segment.
    var source: Int
    var terms: DictionaryCursor
  }

  private var inputs: [Input] = []
  private var current: [UInt8]?

  init(_ name: FieldName, _ sources: [SegmentReader]) throws(CodecError) {
    for (source, segment) in sources.enumerated() {
      guard let field = segment.field(name) else { continue }
      var terms = field.dictionary.cursor()
      if try terms.next() { inputs.append(Input(field: field, source: source, terms: terms)) }
    }
  }

  /// The current term.
  var term: [UInt8] { current ?? [] }

  /// The lists of the next term, in the order of segments; `nil` after the last term.
  mutating func next() throws(CodecError) -> [Input]? {
    if let current { try advance(past: current) }
    current = inputs.map(\.terms.term).min { $0.lexicographicallyPrecedes($1) }
    guard let current else { return nil }
    return inputs.count == 1 ? inputs : inputs.filter { $0.terms.term == current }
  }

  private mutating func advance(past term: [UInt8]) throws(CodecError) {
    var rest: [Input] = []
    for var input in inputs {
      if input.terms.term == term, try !input.terms.next() { continue }
      rest.append(input)
    }
    inputs = rest
  }
}
