/** Why a message could not be delivered, in words for the people of the team; `final` where trying again can't help. */
export class DeliveryError extends Error {
  readonly final: boolean;

  constructor(message: string, final = false) {
    super(message);
    this.name = 'DeliveryError';
    this.final = final;
  }
}
