/// A way in which documents write a term.
struct SpelledForm: Hashable {
  /// As it is written most often.
  var spelling: String

  /// Without case and accents, as the analysis has it before stemming.
  var folded: [UInt8]

  /// How often it was met.
  var count: Int
}
