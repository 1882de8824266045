import ArgumentParser
import Quern

/// How hits are ranked.
struct RankingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How the fields that have a word are scored: each for itself, or as one.",
      valueName: "bm25|bm25f"))
  var ranking: RankingChoice?

  @Option(help: "How soon repetitions of a word stop counting (default: 1.2).")
  var k1: Float?

  @Option(help: "How much long texts are held back, 0 to 1 (default: 0.75).")
  var b: Float?

  @Option(
    help: ArgumentHelp(
      "A searched field and how much it counts, 0 for not at all; may be repeated.",
      valueName: "field=x"),
    completion: ShellCompletion.fields(followedBy: "="))
  var weight: [FieldWeight] = []

  @Flag(
    inversion: .prefixedNo,
    help: "Whether to look for words such as the and of where they stand alone, too.")
  var stopWords = false

  func validate() throws {
    if let k1, !(k1 >= 0 && k1.isFinite) {
      throw ValidationError("--k1 must be a number that is not negative.")
    }
    if let b, !(0...1).contains(b) { throw ValidationError("--b must be from 0 to 1.") }
    guard !searchOptions.weights.isEmpty else {
      throw ValidationError("--weight must leave a field that is searched.")
    }
  }

  /// The defaults of a search, with what was given.
  var searchOptions: SearchOptions {
    var options = SearchOptions()
    if let ranking { options.ranking = ranking.ranking }
    if let k1 { options.k1 = k1 }
    if let b { options.b = b }
    for weight in weight {
      options.weights[weight.field] = weight.weight > 0 ? weight.weight : nil
    }
    options.leavesOutStopWords = !stopWords
    return options
  }
}
