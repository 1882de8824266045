/// What a race gave: a line of the table.
struct RaceResult {
  var corpus: String
  var byteCount: Int
  var wordCount: Int
  /// The best time of each way, by its name.
  var times: [String: Duration]

  static let head = """
    | corpus | MB | words | own MB/s | ICU MB/s | own ÷ ICU | bigram ÷ ICU | chain MB/s | \
    chain ÷ own | english ÷ own |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
    """

  var line: String {
    let cells = [
      corpus, rounded(Double(byteCount) / 1e6, 1), "\(wordCount)", speed(Way.own), speed(Way.icu),
      ratio(Way.own, Way.icu), ratio(Way.bigram, Way.icu), speed(Way.standard),
      ratio(Way.standard, Way.own), ratio(Way.english, Way.own),
    ]
    return "| \(cells.joined(separator: " | ")) |"
  }

  private func speed(_ way: String) -> String {
    guard let time = times[way] else { return "" }
    return rounded(Double(byteCount) / 1e6 / (time / .seconds(1)), 1)
  }

  private func ratio(_ way: String, _ other: String) -> String {
    guard let time = times[way], let otherTime = times[other] else { return "" }
    return rounded(otherTime / time, 2)
  }

  private func rounded(_ number: Double, _ digits: Int) -> String {
    let scale = digits == 1 ? 10.0 : 100.0
    return "\((number * scale).rounded() / scale)"
  }
}
