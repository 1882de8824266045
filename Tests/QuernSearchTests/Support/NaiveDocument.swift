import QuernModel

/// A document of the tests: fields, of values, of words.
struct NaiveDocument {
  let fields: [FieldName: [[String]]]
  var isDeleted = false

  /// The words of each field by position; 100 positions lie between two values.
  private(set) var words: [FieldName: [Int: String]] = [:]

  init(fields: [FieldName: [[String]]]) {
    self.fields = fields
    for (field, values) in fields {
      var position = 0
      for value in values {
        for word in value {
          words[field, default: [:]][position] = word
          position += 1
        }
        position += 100
      }
    }
  }
}
