import QuernModel

/// Compares the analysis that an index was written with to that of this program.
///
/// With another version of ICU an index can be searched: only words of scripts that are written
/// without spaces may be cut otherwise. Writing would mix two analyses for good.
struct AnalysisCheck {
  let written: AnalysisIdentity
  let present: AnalysisIdentity

  /// Throws where this program cannot search what was written.
  func requireReadable() throws(QuernError) {
    for (written, present) in analyzers where written.version > present.version {
      throw .analysisMismatch(
        message: "the index was written with version \(written.version) of the analyzer "
          + "“\(written.name)”, this program has version \(present.version)")
    }
    if written.tokenizer > present.tokenizer {
      throw .analysisMismatch(
        message: "the index was written with version \(written.tokenizer) of the word rules, this "
          + "program has version \(present.tokenizer)")
    }
  }

  /// Throws where further documents would be analysed otherwise than those of the index.
  func requireWritable() throws(QuernError) {
    try requireReadable()
    guard written != present else { return }
    for (written, present) in analyzers where written.version != present.version {
      throw .analysisMismatch(
        message: "the index was written with version \(written.version) of the analyzer "
          + "“\(written.name)”, this program has version \(present.version)")
    }
    throw .analysisMismatch(
      message: "the index was written with word rules \(written.tokenizer) and ICU \(written.icu); "
        + "this program has word rules \(present.tokenizer) and ICU \(present.icu)")
  }

  /// What may not be found although it is there; `nil` where nothing is amiss.
  var warning: String? {
    for (written, present) in analyzers where written.version != present.version {
      return "the index was written with version \(written.version) of the analyzer "
        + "“\(written.name)”, this program has version \(present.version): some words may not be found"
    }
    guard analyzers.contains(where: { $0.written.name != "whitespace" }) else { return nil }
    if written.tokenizer != present.tokenizer {
      return "the index was written with version \(written.tokenizer) of the word rules, this "
        + "program has version \(present.tokenizer): some words may not be found"
    }
    guard written.icu != present.icu else { return nil }
    return "the index was written with ICU \(written.icu), this program has ICU \(present.icu): "
      + "words of scripts without spaces (Chinese, Japanese, Thai …) may not be found"
  }

  /// Each analyzer of the index with the one of the same name in this program.
  private var analyzers: [(written: AnalyzerIdentity, present: AnalyzerIdentity)] {
    let fields = written.fields.keys.sorted()
    return [(written.main, present.main)]
      + fields.compactMap { field in
        guard let own = written.fields[field] else { return nil }
        return (own, present.fields[field] ?? own)
      } + zip(written.chosen, present.chosen)
  }
}
