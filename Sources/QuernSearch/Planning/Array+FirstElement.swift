extension Array {
  /// Appends an element; an empty array gets room for just this one.
  ///
  /// Most arrays of a query have one element. An array that grows takes three times the instructions.
  @inline(__always)
  mutating func appendTightly(_ element: consuming Element) {
    if isEmpty { self = [element] } else { append(element) }
  }
}
