import QuernModel

/// What stands behind the paths of a command line of the protocol.
struct PeerOptions {
  /// The fields that are indexed and searched.
  private(set) var fields: [FieldName] = [.text]

  private(set) var threadCount = 1

  private(set) var memoryByteCount = 4 << 30

  /// Whether documents are put in another order.
  private(set) var reorders = false

  /// Whether there is an index of pairs.
  private(set) var writesPairs = true

  init(_ arguments: ArraySlice<String>) throws {
    var rest = arguments
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { throw PeerFailure("\(name) wants a value") }
      switch name {
      case "--fields": fields = try value.split(separator: ",").map(Self.field)
      case "--threads": threadCount = try Self.number(name, value)
      case "--memory": memoryByteCount = try Self.number(name, value) << 20
      case "--reorder": reorders = value == "yes"
      case "--pairs": writesPairs = value != "no"
      default: throw PeerFailure("no option is named \(name)")
      }
    }
  }

  private static func field(_ name: Substring) throws -> FieldName {
    switch name {
    case "title": .title
    case "text": .text
    default: throw PeerFailure("no field is named \(name)")
    }
  }

  private static func number(_ name: String, _ value: String) throws -> Int {
    guard let number = Int(value), (1...(1 << 20)).contains(number) else {
      throw PeerFailure("\(name) wants a number from 1 on")
    }
    return number
  }
}
