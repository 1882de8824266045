import Foundation

/// A JSON object of one line of output, as an independent reader sees it.
struct JSONLine {
  var members: [String: Any]

  init(_ line: String) throws {
    let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
    guard let object = value as? [String: Any] else { throw NotAnObject(line: line) }
    members = object
  }

  struct NotAnObject: Error { var line: String }

  func text(_ name: String) -> String? { members[name] as? String }
  func number(_ name: String) -> Double? { (members[name] as? NSNumber)?.doubleValue }
  func integer(_ name: String) -> Int? { (members[name] as? NSNumber)?.intValue }
  func isNull(_ name: String) -> Bool { members[name] is NSNull }
}
