package dev.moru.lab.guest;

class SimulatedGuestsTest extends GuestsKit {

    @Override
    Guests guests() {
        return new SimulatedGuests();
    }
}
