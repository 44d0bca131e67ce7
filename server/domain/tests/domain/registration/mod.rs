mod happy;
