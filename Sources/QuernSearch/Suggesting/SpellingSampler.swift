import QuernAnalysis
import QuernCodec
import QuernIndex
import QuernModel

/// Finds out how terms are written, in the stored text of documents that have them.
///
/// Of each term some documents are read, spread over its list, so that time and memory do not grow with
/// the index; all of them where there are no more. Belongs to one task.
struct SpellingSampler {
  /// 12: enough for the usual spelling of a word to win against that at the start of a sentence.
  static let usualDocumentCount = 12

  /// 48: a form that one document in twenty has is among them, mostly.
  static let manyDocumentCount = 48

  private let documentCount: Int

  /// What is looked at of one value of a field, in bytes.
  private static let maximumValueSize = 256 << 10

  /// 8 MB: some tenths of a second of analysis for all terms of one suggestion.
  private var freeByteCount = 8 << 20

  private let snapshot: IndexSnapshot
  private let analysis: IndexAnalysis

  init(_ suggester: Suggester, documentCount: Int = Self.usualDocumentCount) {
    self.documentCount = documentCount
    snapshot = suggester.snapshot
    analysis = suggester.analysis
  }

  /// The ways in which a term is written, the most frequent first.
  ///
  /// Forms that differ in case or accents only are one. Empty where no document was left to be read.
  mutating func forms(of candidate: WordCandidate) throws(SearchError) -> [SpelledForm] {
    let order = candidate.places.sorted { $0.documentFrequency > $1.documentFrequency }
    var counts: [[UInt8]: (folded: [UInt8], count: Int)] = [:]
    // A field whose documents are all deleted says nothing: the next one may.
    for place in order where counts.isEmpty {
      for (segment, document) in try sample(place) where freeByteCount > 0 {
        try count(candidate.term, place.field.name, segment, document, &counts)
      }
    }
    return Self.forms(counts)
  }

  /// Makes one form of the spellings that are equal when folded.
  private static func forms(
    _ counts: [[UInt8]: (folded: [UInt8], count: Int)]
  ) -> [SpelledForm] {
    var best: [[UInt8]: (spelling: [UInt8], count: Int, total: Int)] = [:]
    for (spelling, found) in counts {
      var form = best[found.folded] ?? ([], 0, 0)
      form.total += found.count
      // Of equally frequent ones the small letters, which are the greater bytes.
      if found.count > form.count
        || (found.count == form.count && form.spelling.lexicographicallyPrecedes(spelling))
      {
        (form.spelling, form.count) = (spelling, found.count)
      }
      best[found.folded] = form
    }
    return best.map { folded, form in
      SpelledForm(
        spelling: String(decoding: form.spelling, as: UTF8.self), folded: folded,
        count: form.total)
    }.sorted { left, right in
      left.count == right.count
        ? left.folded.lexicographicallyPrecedes(right.folded) : left.count > right.count
    }
  }

  /// Counts the spellings of a term in a field of a document.
  private mutating func count(
    _ term: [UInt8], _ field: FieldName, _ segment: Int, _ id: DocumentID,
    _ counts: inout [[UInt8]: (folded: [UInt8], count: Int)]
  ) throws(SearchError) {
    let document: Document
    do throws(IndexError) { document = try snapshot.segments[segment].document(id) } catch {
      throw .index(error)
    }
    let analyzer = analysis.analyzers(of: document)[field]
    for value in document.values(of: field) {
      let text = value.utf8.count > Self.maximumValueSize ? Self.beginning(of: value) : value
      freeByteCount -= text.utf8.count
      let bytes = Array(text.utf8)
      for token in analyzer.tokens(of: text) where token.term == term {
        let spelling = Array(bytes[token.range])
        if counts[spelling] == nil {
          let folded = analyzer.unstemmed(String(decoding: spelling, as: UTF8.self))
          counts[spelling] = (folded, 0)
        }
        counts[spelling]?.count += 1
      }
    }
  }

  private static func beginning(of value: String) -> String {
    String(decoding: Array(value.utf8.prefix(maximumValueSize)), as: UTF8.self)
  }

  // MARK: Documents

  /// Some documents of a list, in segments with many of them first.
  private func sample(
    _ place: WordCandidate.Place
  ) throws(SearchError) -> [(segment: Int, document: DocumentID)] {
    var sampled: [(segment: Int, document: DocumentID)] = []
    func frequency(_ segment: Int) -> Int {
      Int(place.entries[segment]?.documentFrequency ?? 0)
    }
    let order = snapshot.segments.indices.filter { frequency($0) > 0 }.sorted {
      (frequency($1), $0) < (frequency($0), $1)
    }
    for segment in order where sampled.count < documentCount {
      guard let field = place.field.readers[segment], let entry = place.entries[segment] else {
        continue
      }
      let share = documentCount * frequency(segment) / max(1, Int(place.documentFrequency))
      let wanted = min(max(share, 1), documentCount - sampled.count)
      for document in try sample(field, entry, snapshot.segments[segment], wanted) {
        sampled.append((segment, document))
      }
    }
    return sampled
  }

  /// So many documents of a list that are not deleted, at even distances in the segment; fewer where
  /// the list has gaps.
  private func sample(
    _ field: FieldReader, _ entry: TermEntry, _ segment: SegmentReader, _ wanted: Int
  ) throws(SearchError) -> [DocumentID] {
    var cursor = try TermCursor(field, entry)
    var found: [DocumentID] = []
    let isShort = Int(entry.documentFrequency) <= documentCount
    let distance = isShort ? 1 : max(1, segment.documentCount / UInt32(wanted))
    try reading { () throws(CodecError) in
      while cursor.document != TermCursor.end, found.count < wanted {
        let document = cursor.document
        if segment.isDeleted(DocumentID(rawValue: document)) {
          try cursor.seek(to: document + 1)
        } else {
          found.append(DocumentID(rawValue: document))
          let (target, isOver) = document.addingReportingOverflow(distance)
          try cursor.seek(to: isOver ? TermCursor.end : target)
        }
      }
    }
    return found
  }
}
