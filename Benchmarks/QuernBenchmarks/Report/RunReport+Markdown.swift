extension RunReport {
  /// The report as Markdown.
  var markdown: String {
    var lines = [
      "# Benchmarks of \(date)",
      "",
      "- Command: `\(command)`",
      "- Processor: \(machine.processor); \(machine.cores) cores seen; one thread used",
      "- System: \(machine.system)",
      "- Built with: \(machine.swift), release; ICU \(machine.icu); revision \(revision)",
      "- Each benchmark ran for \(secondsPerBenchmark) s or 5 rounds after a fifth of that as "
        + "warm-up; seed \(seed)",
    ]
    if !note.isEmpty { lines.append("- Note: \(note)") }
    return (lines + corpora.flatMap(\.markdown)).joined(separator: "\n") + "\n"
  }
}

extension CorpusReport {
  /// The tables of one corpus.
  fileprivate var markdown: [String] {
    var facts = "\(documents) documents, \(Figure.bytes(textBytes)) of text"
    if let terms, let tokens { facts += ", \(terms) terms, \(tokens) tokens" }
    if let indexBytes {
      let parts = indexBytes.sorted { $0.value > $1.value }.filter { $0.value > 0 }
        .map { "\($0.key) \(Figure.bytes($0.value))" }
      facts +=
        "; index \(Figure.bytes(indexBytes.values.reduce(0, +))): "
        + parts.joined(separator: ", ")
    }
    let (searches, rates) = (results.filter { !$0.isRate }, results.filter(\.isRate))
    return ["", "## Corpus: \(corpus)", "", facts + "."]
      + (rates.isEmpty ? [] : [""] + Self.rateTable(rates))
      + (searches.isEmpty ? [] : [""] + Self.latencyTable(searches))
  }

  private static func rateTable(_ results: [BenchmarkResult]) -> [String] {
    [
      "| benchmark | text | runs | median | p90 | MB/s | documents/s |",
      "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
      + results.map {
        let cells = [
          $0.name, Figure.bytes($0.bytesPerRun), "\($0.runs)", Figure.time($0.p50),
          Figure.time($0.p90), $0.megabytesPerSecond.map { Figure.short($0) } ?? "",
          $0.documentsPerSecond.map { Figure.short($0) } ?? "",
        ]
        return "| \(cells.joined(separator: " | ")) |"
      }
  }

  private static func latencyTable(_ results: [BenchmarkResult]) -> [String] {
    [
      "| benchmark | queries | matches | runs | p50 | p90 | p99 | max | mean |",
      "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
      + results.map {
        let cells =
          [
            $0.name, "\($0.variants)", $0.medianMatchCount.map(String.init) ?? "", "\($0.runs)",
          ] + [$0.p50, $0.p90, $0.p99, $0.max, $0.mean].map(Figure.time)
        return "| \(cells.joined(separator: " | ")) |"
      }
  }
}

extension BenchmarkResult {
  /// Whether it is told in megabytes a second rather than in percentiles.
  fileprivate var isRate: Bool { bytesPerRun > 0 }
}
