import Foundation
import QuernFuzzing

/// The target that this process is for.
private let target: FuzzTarget = {
  let name = ProcessInfo.processInfo.environment["QUERN_FUZZ_TARGET"] ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    fatalError(
      "QUERN_FUZZ_TARGET is one of " + FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))
  }
  if let folder = ProcessInfo.processInfo.environment["QUERN_FUZZ_SEEDS"] {
    do { try target.writeInputs(to: folder) } catch { fatalError("\(error)") }
  }
  return target
}()

/// Called by libFuzzer before it reads its corpus.
@c(LLVMFuzzerInitialize)
public func initialize(
  _ count: UnsafeMutablePointer<Int32>?, _ arguments: UnsafeMutableRawPointer?
) -> Int32 {
  _ = target
  return 0
}

/// Called by libFuzzer with each input.
@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  // SAFETY: libFuzzer owns the bytes for the time of the call.
  target.run(unsafe Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
