/// The lists of a word in several fields where they lie, the longest field first.
///
/// Owns nothing: whoever has it holds the ``TermLists``, which would be retained for each look at them.
@safe struct FieldLists {
  private let start: UnsafeMutablePointer<TermList>
  let count: Int

  /// - Parameter start: where `count` lists stand, as long as this is used.
  init(start: UnsafeMutablePointer<TermList>, count: Int) {
    unsafe self.start = start
    self.count = count
  }

  var indices: Range<Int> { 0..<count }

  subscript(index: Int) -> TermList {
    @inline(__always) unsafeAddress {
      precondition(index >= 0 && index < count)
      // SAFETY: so many lists stand there.
      return unsafe UnsafePointer(start + index)
    }
    @inline(__always) nonmutating unsafeMutableAddress {
      precondition(index >= 0 && index < count)
      // SAFETY: as above.
      return unsafe start + index
    }
  }
}
