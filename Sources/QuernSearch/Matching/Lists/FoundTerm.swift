import QuernCodec

/// What a dictionary says of a term, or of a frequent pair, whose list is to be opened.
struct FoundTerm {
  var entry: TermEntry
  var isPair = false
}
