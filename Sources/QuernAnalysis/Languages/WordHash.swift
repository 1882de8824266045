/// FNV-1a over the scalars of a word.
///
/// Two words of one hash would count as one: with some thousand function words and 64 bits, a text
/// must be written for it, and gains a wrong guess of its own language.
package struct WordHash {
  package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  package init() {}

  package mutating func add(_ scalar: UInt32) {
    value = (value ^ UInt64(scalar)) &* 0x0000_0100_0000_01B3
  }
}
