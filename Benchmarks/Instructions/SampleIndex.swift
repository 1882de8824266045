import Quern
import QuernModel

/// The index of the sample texts: one segment, analysed by blanks.
enum SampleIndex {
  static func build(at path: String) throws {
    let options = IndexOptions(analyzer: "whitespace", memoryByteCount: 1 << 30)
    let writer = try SearchIndex.openOrCreate(at: path, options: options).writer()
    var batch = try writer.begin(replacingAll: true, options: options)
    var text = SampleText()
    for number in 0..<SampleText.documentCount {
      let words = text.next().joined(separator: " ")
      try batch.add(Document(key: DocumentKey("\(number)"), fields: [.init(.text, [words])]))
    }
    _ = try batch.commit()
    _ = try writer.optimize()
  }
}
