/// Portions that wait to be used again.
struct PortionStack: ~Copyable {
  /// An array holds nothing that cannot be copied.
  private final class Element {
    var portion: DocumentPortion
    let below: Element?

    init(_ portion: consuming DocumentPortion, above below: Element?) {
      self.portion = portion
      self.below = below
    }
  }

  private var top: Element?

  mutating func push(_ portion: consuming DocumentPortion) {
    top = Element(portion, above: top)
  }

  mutating func pop() -> DocumentPortion? {
    guard let element = top else { return nil }
    top = element.below
    var portion = DocumentPortion()
    swap(&portion, &element.portion)
    return portion
  }
}
