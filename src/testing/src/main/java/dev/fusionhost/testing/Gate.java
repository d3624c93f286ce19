package dev.fusionhost.testing;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayList;
import java.util.List;

/// Keeps back what a connection still reads once it has been told to stop. Netty reads once more
/// after that, and one ping answered would be one too many.
final class Gate extends ChannelInboundHandlerAdapter {
    private final List<Object> kept = new ArrayList<>();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        kept.add(message);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        kept.forEach(context::fireChannelRead);
        context.fireChannelReadComplete();
    }
}
