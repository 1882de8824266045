/// Reads one JSON text (RFC 8259) from bytes, strictly.
///
/// Why not `JSONDecoder`: it keeps the members of an object in a dictionary, so that the order of a
/// document's fields would change from run to run, and every index file with it; it turns numbers
/// into `Double`, so that long identifiers would lose digits; and it is several times slower.
///
/// Half of a pair of surrogates in an escape becomes U+FFFD, and so does each byte inside a string
/// that is no UTF-8. Of equal names in one object the last
/// wins, at the place of the first.
struct JSONParser: ~Escapable {
  /// How many arrays and objects may stand inside each other.
  static let maximumDepth = 100

  /// Up to so many members of an object are compared with each other; beyond it a set is made.
  private static let scannedMemberCount = 16

  let bytes: Span<UInt8>
  var position = 0

  /// The bytes of strings that were replaced so far.
  var replaced: ReplacedBytes?

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) { self.bytes = bytes }

  /// The value that is the whole text.
  static func parse(
    _ bytes: Span<UInt8>
  ) throws(IngestError) -> (value: JSONValue, replaced: ReplacedBytes?) {
    var parser = JSONParser(bytes)
    parser.skipWhitespace()
    let value = try parser.parseValue(depth: 0)
    parser.skipWhitespace()
    guard parser.position == bytes.count else {
      throw parser.failure("something follows the value")
    }
    return (value, parser.replaced)
  }

  mutating func parseValue(depth: Int) throws(IngestError) -> JSONValue {
    guard position < bytes.count else { throw failure("the text ends where a value should be") }
    switch bytes[position] {
    case UInt8(ascii: "\""):
      return .text(try parseString())
    case UInt8(ascii: "{"):
      return .object(try parseObject(depth: depth))
    case UInt8(ascii: "["):
      return .array(try parseArray(depth: depth))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return .number(try parseNumber())
    case UInt8(ascii: "t"):
      return .boolean(try parseLiteral("true"))
    case UInt8(ascii: "f"):
      return .boolean(try parseLiteral("false"))
    case UInt8(ascii: "n"):
      _ = try parseLiteral("null")
      return .null
    default:
      throw failure("no value begins like this")
    }
  }

  private mutating func parseArray(depth: Int) throws(IngestError) -> [JSONValue] {
    try enter(depth: depth)
    var values: [JSONValue] = []
    if take(UInt8(ascii: "]")) { return values }
    repeat {
      skipWhitespace()
      values.append(try parseValue(depth: depth + 1))
      skipWhitespace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw failure("\",\" or \"]\" is missing") }
    return values
  }

  private mutating func parseObject(depth: Int) throws(IngestError) -> [JSONValue.Member] {
    try enter(depth: depth)
    var members: [JSONValue.Member] = []
    var indices: [[UInt8]: Int] = [:]
    if take(UInt8(ascii: "}")) { return members }
    // A document has several members; what is inside it, of which there may be many, grows.
    if depth == 0 { members.reserveCapacity(4) }
    repeat {
      skipWhitespace()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw failure("the name of a member is missing")
      }
      let name = try parseString()
      skipWhitespace()
      guard take(UInt8(ascii: ":")) else { throw failure("\":\" is missing") }
      skipWhitespace()
      let value = try parseValue(depth: depth + 1)
      Self.set(name, to: value, in: &members, indices: &indices)
      skipWhitespace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw failure("\",\" or \"}\" is missing") }
    return members
  }

  /// Names are equal byte by byte, and not where they differ in Unicode's normalisation only.
  private static func set(
    _ name: String, to value: JSONValue, in members: inout [JSONValue.Member],
    indices: inout [[UInt8]: Int]
  ) {
    if members.count == scannedMemberCount {
      for (index, member) in members.enumerated() { indices[Array(member.name.utf8)] = index }
    }
    let known =
      members.count < scannedMemberCount
      ? members.firstIndex { $0.name == name && $0.name.utf8.elementsEqual(name.utf8) }
      : indices[Array(name.utf8)]
    if let known {
      members[known].value = value
    } else {
      if members.count >= scannedMemberCount { indices[Array(name.utf8)] = members.count }
      members.append(JSONValue.Member(name: name, value: value))
    }
  }

  /// Steps over the opening bracket and the white space behind it.
  private mutating func enter(depth: Int) throws(IngestError) {
    guard depth < Self.maximumDepth else {
      throw .tooDeep(offset: position, limit: Self.maximumDepth)
    }
    position += 1
    skipWhitespace()
  }

  private mutating func parseLiteral(_ word: StaticString) throws(IngestError) -> String {
    let spelling = word.description
    for byte in spelling.utf8 where !take(byte) {
      throw failure("no value begins like this")
    }
    return spelling
  }

  /// Steps over a byte if it is the next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  mutating func skipWhitespace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  func failure(_ reason: String) -> IngestError {
    .malformedJSON(offset: position, reason: reason)
  }
}
