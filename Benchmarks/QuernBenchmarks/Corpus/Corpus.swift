import QuernIngest
import QuernModel

/// Documents in memory, so that reading files is no part of what is measured.
struct Corpus {
  /// The word that names the sample articles.
  static let seedsName = "seeds"

  /// `seeds, 5,000 varied copies`, or the name of a file without its folders.
  var name: String
  var documents: [Document]

  /// The texts that are searched, in the order of the documents.
  var texts: [String] {
    documents.flatMap { $0.fields.filter(\.isIndexed).flatMap(\.values) }
  }

  /// The bytes of UTF-8 that are searched.
  var byteCount: Int { texts.reduce(0) { $0 + $1.utf8.count } }

  /// Reads a file of one JSON object a line.
  ///
  /// - Throws: ``BenchmarkFailure/corpus(path:reason:)``.
  static func jsonLines(_ path: String, limit: Int?) throws(BenchmarkFailure) -> Corpus {
    var documents: [Document] = []
    do throws(IngestError) {
      var reader = try JSONLinesReader(path: path)
      while documents.count < limit ?? .max, let line = try reader.next() {
        documents.append(try line.document.get())
      }
    } catch {
      throw .corpus(path: path, reason: "\(error)")
    }
    guard documents.count > 1 else { throw .corpus(path: path, reason: "too few documents") }
    return Corpus(
      name: path.split(separator: "/").last.map(String.init) ?? path,
      documents: documents)
  }
}
