import QuernModel
import Testing

struct ContentHashTests {
  // The vectors of the authors' own test suite (http://www.isthe.com/chongo/tech/comp/fnv).
  @Test(arguments: [
    ("", 0xCBF2_9CE4_8422_2325 as UInt64),
    ("a", 0xAF63_DC4C_8601_EC8C),
    ("b", 0xAF63_DF4C_8601_F1A5),
    ("foobar", 0x8594_4171_F739_67E8),
  ])
  func `the published test vectors hold`(text: String, expected: UInt64) {
    let bytes = Array(text.utf8)
    #expect(ContentHash.hash(bytes.span) == expected)
    #expect(bytes.reduce(ContentHash.empty) { ContentHash.combine($0, with: $1) } == expected)
  }
}
