import QuernModel

extension Set<FieldName> {
  /// The field whose name is nearest to another one, within two edits and half the name; then by
  /// name.
  func nearest(to name: FieldName) -> FieldName? {
    let bytes = Array(name.rawValue.lowercased().utf8)
    var limit = Swift.min(2, bytes.count / 2)
    var best: FieldName?
    for field in sorted() where limit >= 0 {
      let other = Array(field.rawValue.lowercased().utf8)
      guard let distance = editDistance(bytes, other, limit: limit) else { continue }
      best = field
      limit = distance - 1
    }
    return best
  }
}
