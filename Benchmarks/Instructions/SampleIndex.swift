import Quern
import QuernModel

/// The index of the sample texts: one segment, analysed by blanks.
enum SampleIndex {
  /// Dates of 20 years that rise with the number, as those of news do that come day by day.
  private static func date(of number: Int) -> String {
    let day = number * 20 * 336 / SampleText.documentCount
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(2000 + day / 336)-\(two(day / 28 % 12 + 1))-\(two(day % 28 + 1))"
  }

  static func build(at path: String) throws {
    let options = IndexOptions(analyzer: "whitespace", memoryByteCount: 1 << 30)
    let writer = try SearchIndex.openOrCreate(at: path, options: options).writer()
    var batch = try writer.begin(replacingAll: true, options: options)
    var text = SampleText()
    for number in 0..<SampleText.documentCount {
      let words = text.next().joined(separator: " ")
      try batch.add(
        Document(
          key: DocumentKey("\(number)"),
          fields: [
            .init(.text, [words]), .init(.date, [date(of: number)]),
            .init(FieldName("words"), ["\(number &* 7_919 % 1_000)"]),
          ]))
    }
    _ = try batch.commit()
    _ = try writer.optimize()
  }
}
