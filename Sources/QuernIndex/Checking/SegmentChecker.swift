import QuernCodec
import QuernModel

/// Verifies the structures of a segment against each other.
struct SegmentChecker {
  private let segment: SegmentReader

  static func check(_ segment: SegmentReader) -> [IndexDamage] {
    let checker = SegmentChecker(segment: segment)
    let fields = segment.fields.compactMap { field in
      damage { () throws(CodecError) in
        try FieldChecker(segment, field).check()
        // Pairs are made of the field's lists: what is said of them would say nothing new.
        if let pairs = field.pairs { try PairChecker(segment, field, pairs).check() }
      }
    }
    // Wrong letters cost time alone: they must not hide what else is wrong with their field.
    let letters = segment.fields.compactMap { field in
      damage { () throws(CodecError) in try field.dictionary.checkLetters() }
    }
    let others = [
      damage { () throws(CodecError) in try checker.checkFields() },
      damage { () throws(CodecError) in try checker.checkStored() },
      damage { () throws(CodecError) in try checker.checkKeys() },
      damage { () throws(CodecError) in try ColumnChecker(segment).check() },
    ]
    return fields + letters + others.compactMap { $0 }
  }

  /// What a step finds; `nil` where all is well.
  private static func damage(_ step: () throws(CodecError) -> Void) -> IndexDamage? {
    do throws(CodecError) {
      try step()
      return nil
    } catch { return IndexDamage(.codec(error)) }
  }

  /// Each searchable field is there once.
  private func checkFields() throws(CodecError) {
    var names: Set<FieldName> = []
    for field in segment.fields where !names.insert(field.name).inserted {
      throw damaged("each field once", "\(field.name) twice")
    }
  }

  /// Stored fields decode, each once in its document.
  private func checkStored() throws(CodecError) {
    try segment.stored.check()
    try segment.stored.forEach { (number, record) throws(CodecError) in
      let fields = try FieldsRecord.decode(record, file: segment.name)
      guard Set(fields.map(\.name)).count == fields.count else {
        throw damaged("each field once in document \(number)", "one twice")
      }
    }
  }

  /// Every key leads back to its document, and nothing else is in the table of keys.
  private func checkKeys() throws(CodecError) {
    try segment.origins.check()
    try segment.origins.forEach { (number, record) throws(CodecError) in
      let key = try OriginRecord.decode(record, file: segment.name).key
      guard try segment.isFound(key, DocumentID(rawValue: number)) else {
        throw damaged("document \(number) under its key", "none")
      }
    }
    try segment.keys.check()
  }

  private func damaged(_ expected: String, _ found: String) -> CodecError {
    .damaged(file: segment.name, offset: 0, expected: expected, found: found)
  }
}
