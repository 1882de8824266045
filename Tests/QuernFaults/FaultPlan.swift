import QuernStorage

/// Which calls of a directory fail, and how.
package struct FaultPlan: Sendable {
  /// What a failing call has done all the same.
  package enum Effect: Sendable, CaseIterable {
    case nothing

    /// A write leaves its first half, a new file in place of another only removes that one, and
    /// everything else is done as if it had succeeded.
    case something
  }

  /// The errors that a disk gives: input/output error, no space left, interrupted call, permission
  /// denied, read-only file system, too many open files.
  package static let codes: [Int32] = [5, 28, 4, 13, 30, 24]

  /// The number of the call that fails, from 0; all calls of the directory and its files count.
  package var firstCall: Int

  /// How many calls fail; `Int.max` for all from then on.
  package var failureCount: Int

  /// Of how many calls one fails, from the first one on.
  package var period: Int

  /// Whether only synchronizations are counted, and fail.
  package var isOfSynchronizations = false

  /// The error number of the operating system.
  package var code: Int32
  package var effect: Effect

  package init(
    firstCall: Int, failureCount: Int = 1, period: Int = 1, code: Int32 = 5,
    effect: Effect = .nothing
  ) {
    self.firstCall = firstCall
    self.failureCount = failureCount
    self.period = period
    self.code = code
    self.effect = effect
  }

  func fails(_ call: Int) -> Bool {
    let (number, rest) = (call - firstCall).quotientAndRemainder(dividingBy: period)
    return call >= firstCall && rest == 0 && number < failureCount
  }
}
